package dev.navarch.resources.admission;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.ConditionValidation;
import dev.navarch.resources.validation.Field;
import tools.jackson.databind.node.ObjectNode;

/** Of policies that judge, which say in their status what is wrong with them, and of those that change. */
final class PolicyStrategy extends StatusKindStrategy {
    private final boolean mutating;

    PolicyStrategy(boolean mutating) {
        this.mutating = mutating;
    }

    @Override
    public void applyDefaults(ObjectNode policy) {
        var spec = Tree.object(policy, "spec");
        Tree.fillAbsent(spec, "failurePolicy", "Fail");
        if (mutating) Tree.fillAbsent(spec, "reinvocationPolicy", "Never");
        var constraints = Tree.find(spec, "matchConstraints");
        if (constraints != null) AdmissionDefaults.matchResources(constraints);
    }

    @Override
    public void prepareForCreate(ObjectNode policy) {
        super.prepareForCreate(policy);
        if (mutating) policy.remove("status");
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        super.prepareForUpdate(updated, stored);
        if (mutating) updated.remove("status");
        if (ObjectMeta.of(updated).generation() == 0) ObjectMeta.of(updated).generation(1);
    }

    @Override
    protected void validate(Field policy) {
        PolicyValidation.validate(policy, mutating);
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        for (var warning : updated.get("status")
                .get("typeChecking")
                .get("expressionWarnings")
                .items()) {
            warning.get("fieldRef").needed();
            warning.get("warning").needed();
        }
        ConditionValidation.validate(updated.get("status").get("conditions"));
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }
}
