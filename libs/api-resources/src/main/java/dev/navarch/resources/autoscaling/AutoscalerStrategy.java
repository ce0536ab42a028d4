package dev.navarch.resources.autoscaling;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Of autoscalers, of both versions; the older one asks for nothing but a share of cpu. */
final class AutoscalerStrategy extends StatusKindStrategy {
    private static final int USUAL_PERCENT = 80;

    private final boolean older;

    AutoscalerStrategy(boolean older) {
        this.older = older;
    }

    @Override
    public void applyDefaults(ObjectNode autoscaler) {
        var spec = Tree.object(autoscaler, "spec");
        Tree.fill(spec, "minReplicas", 1);
        if (older) {
            Tree.fill(spec, "targetCPUUtilizationPercentage", USUAL_PERCENT);
            return;
        }
        if (Tree.isEmpty(spec.path("metrics"))) usualMetric(spec);
        var behavior = Tree.find(spec, "behavior");
        if (behavior != null) BehaviorDefaults.apply(behavior);
    }

    private static void usualMetric(ObjectNode spec) {
        var resource =
                spec.putArray("metrics").addObject().put("type", "Resource").putObject("resource");
        resource.put("name", "cpu");
        resource.putObject("target").put("type", "Utilization").put("averageUtilization", USUAL_PERCENT);
    }

    @Override
    protected void fillStatus(ObjectNode autoscaler) {
        var status = Tree.object(autoscaler, "status");
        Tree.fill(status, "desiredReplicas", 0);
        if (older) Tree.fill(status, "currentReplicas", 0);
        else if (!status.has("currentMetrics")) status.putNull("currentMetrics");
    }

    @Override
    public void prepareForCreate(ObjectNode autoscaler) {
        super.prepareForCreate(autoscaler);
        ObjectMeta.of(autoscaler).generation(0);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        super.prepareForUpdate(updated, stored);
        ObjectMeta.of(updated).generation(ObjectMeta.of(stored).generation());
    }

    @Override
    protected void validate(Field autoscaler) {
        AutoscalerValidation.validate(autoscaler.get("spec"), older);
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        for (var count : List.of("currentReplicas", "desiredReplicas"))
            updated.get("status").get(count).notNegative();
    }
}
