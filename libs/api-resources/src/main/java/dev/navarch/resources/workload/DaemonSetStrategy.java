package dev.navarch.resources.workload;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.podtemplate.PodTemplateDefaults;
import dev.navarch.resources.podtemplate.PodTemplateValidation;
import dev.navarch.resources.podtemplate.WorkloadTemplateValidation;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.IntOrPercent;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class DaemonSetStrategy extends StatusKindStrategy {
    private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

    @Override
    public void applyDefaults(ObjectNode daemonSet) {
        var spec = Tree.object(daemonSet, "spec");
        PodTemplateDefaults.apply(Tree.object(spec, "template"));
        Tree.fill(spec, "revisionHistoryLimit", 10);
        var strategy = Tree.object(spec, "updateStrategy");
        Tree.fill(strategy, "type", "RollingUpdate");
        if (!Tree.text(strategy, "type").equals("RollingUpdate")) return;
        var rolling = Tree.object(strategy, "rollingUpdate");
        Tree.fill(rolling, "maxUnavailable", 1);
        Tree.fill(rolling, "maxSurge", 0);
    }

    @Override
    protected void fillStatus(ObjectNode daemonSet) {
        var status = Tree.object(daemonSet, "status");
        for (var count :
                List.of("currentNumberScheduled", "desiredNumberScheduled", "numberMisscheduled", "numberReady"))
            Tree.fill(status, count, 0);
    }

    @Override
    public void prepareForCreate(ObjectNode daemonSet) {
        super.prepareForCreate(daemonSet);
        templateGeneration(daemonSet, 1);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        super.prepareForUpdate(updated, stored);
        var changed = !Tree.same(
                updated.path("spec").path("template"), stored.path("spec").path("template"));
        templateGeneration(updated, templateGenerationOf(stored) + (changed ? 1 : 0));
    }

    private static long templateGenerationOf(ObjectNode daemonSet) {
        var text = ObjectMeta.of(daemonSet).annotations().getOrDefault(TEMPLATE_GENERATION, "1");
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 1;
    }

    private static void templateGeneration(ObjectNode daemonSet, long generation) {
        Tree.object(Tree.object(daemonSet, "metadata"), "annotations")
                .put(TEMPLATE_GENERATION, Long.toString(generation));
    }

    @Override
    protected void validate(Field daemonSet) {
        var spec = daemonSet.get("spec");
        var selector = spec.get("selector");
        var before = spec.errors().size();
        if (selector.present()) WorkloadTemplateValidation.selector(selector, "daemonset");
        if (WorkloadTemplateValidation.isWellFormed(selector, before))
            WorkloadTemplateValidation.matches(selector, spec.get("template"));
        PodTemplateValidation.validate(spec.get("template"));
        WorkloadTemplateValidation.alwaysRunning(spec.get("template"), "DaemonSet");
        spec.get("minReadySeconds").notNegative();
        strategy(spec.get("updateStrategy"));
        spec.get("revisionHistoryLimit").notNegative();
    }

    private static void strategy(Field strategy) {
        var rolling = strategy.get("rollingUpdate");
        switch (strategy.get("type").text()) {
            case "OnDelete" -> {}
            case "RollingUpdate" -> {
                if (rolling.absent()) rolling.required("");
                else rolling(rolling);
            }
            default -> strategy.notSupported(List.of("RollingUpdate", "OnDelete"));
        }
    }

    private static void rolling(Field rolling) {
        var unavailable = rolling.get("maxUnavailable");
        var surge = rolling.get("maxSurge");
        IntOrPercent.validate(unavailable);
        IntOrPercent.validate(surge);
        IntOrPercent.notMoreThanAll(unavailable);
        IntOrPercent.notMoreThanAll(surge);
        var canBeUnavailable = IntOrPercent.value(unavailable) != 0;
        var canSurge = IntOrPercent.value(surge) != 0;
        if (canBeUnavailable && canSurge) surge.invalid("may not be set when maxUnavailable is non-zero");
        if (!canBeUnavailable && !canSurge) unavailable.required("cannot be 0 when maxSurge is 0");
    }

    @Override
    protected void validateUpdated(Field updated, Field stored) {
        updated.get("spec").get("selector").immutable(stored.get("spec").get("selector"));
        validate(updated);
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        ReplicaCounts.notNegative(
                updated.get("status"),
                "currentNumberScheduled",
                "numberMisscheduled",
                "desiredNumberScheduled",
                "numberReady",
                "observedGeneration",
                "updatedNumberScheduled",
                "numberAvailable",
                "numberUnavailable",
                "collisionCount");
        ReplicaCounts.collisions(updated.get("status"), stored.get("status"));
    }

    @Override
    public List<String> warnings(ObjectNode daemonSet) {
        return DeploymentStrategy.templateWarnings(daemonSet);
    }
}
