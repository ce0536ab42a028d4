package dev.navarch.resources.disruption;

import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.format.NameRule;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.ConditionValidation;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.IntOrPercent;
import dev.navarch.resources.validation.LabelValidation;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class PodDisruptionBudgetStrategy extends StatusKindStrategy {
    private static final List<String> COUNTS =
            List.of("disruptionsAllowed", "currentHealthy", "desiredHealthy", "expectedPods");

    @Override
    public NameRule nameRule() {
        return NameRule.PATH_SEGMENT;
    }

    @Override
    protected void fillStatus(ObjectNode budget) {
        for (var count : COUNTS) Tree.fill(Tree.object(budget, "status"), count, 0);
    }

    @Override
    protected void validate(Field budget) {
        var spec = budget.get("spec");
        if (spec.get("minAvailable").present() && spec.get("maxUnavailable").present())
            spec.invalid("minAvailable and maxUnavailable cannot be both set");
        for (var name : List.of("minAvailable", "maxUnavailable")) {
            IntOrPercent.validate(spec.get(name));
            IntOrPercent.notMoreThanAll(spec.get(name));
        }
        LabelValidation.selector(spec.get("selector"));
        if (spec.get("unhealthyPodEvictionPolicy").present())
            spec.get("unhealthyPodEvictionPolicy").oneOf(List.of("AlwaysAllow", "IfHealthyBudget"));
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        for (var count : COUNTS) updated.get("status").get(count).notNegative();
        ConditionValidation.validate(updated.get("status").get("conditions"));
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }
}
