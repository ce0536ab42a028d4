package dev.navarch.resources.workload;

import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.podtemplate.PodTemplateDefaults;
import dev.navarch.resources.podtemplate.PodTemplateValidation;
import dev.navarch.resources.podtemplate.WorkloadTemplateValidation;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class ReplicationControllerStrategy extends StatusKindStrategy {
    @Override
    public void applyDefaults(ObjectNode controller) {
        var spec = Tree.object(controller, "spec");
        Tree.fill(spec, "replicas", 1);
        var template = Tree.find(spec, "template");
        if (template == null) return;
        PodTemplateDefaults.apply(template);
        var labels = template.path("metadata").path("labels");
        if (Tree.isEmpty(labels)) return;
        copyIfEmpty(labels, spec, "selector");
        copyIfEmpty(labels, Tree.object(controller, "metadata"), "labels");
    }

    private static void copyIfEmpty(JsonNode labels, ObjectNode holder, String field) {
        if (Tree.isEmpty(holder.path(field))) holder.set(field, labels.deepCopy());
    }

    @Override
    protected void fillStatus(ObjectNode controller) {
        Tree.fill(Tree.object(controller, "status"), "replicas", 0);
    }

    @Override
    protected void validate(Field controller) {
        var spec = controller.get("spec");
        spec.get("minReadySeconds").notNegative();
        var selector = spec.get("selector");
        if (selector.empty()) selector.required("");
        spec.get("replicas").notNegative();
        var template = spec.get("template");
        if (template.absent()) {
            template.required("");
            return;
        }
        var labels = WorkloadTemplateValidation.map(template.get("metadata").get("labels"));
        var at = template.get("metadata").get("labels");
        if (!labels.entrySet()
                .containsAll(WorkloadTemplateValidation.map(selector).entrySet()))
            at.invalid(at.absent() ? Field.NULL : at.value(), "`selector` does not match template `labels`");
        PodTemplateValidation.validate(template);
        WorkloadTemplateValidation.alwaysRunning(template, "ReplicationController");
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        var status = updated.get("status");
        ReplicaCounts.notNegative(
                status, "replicas", "fullyLabeledReplicas", "readyReplicas", "availableReplicas", "observedGeneration");
        ReplicaCounts.notMoreThanReplicas(status, "fullyLabeledReplicas", "readyReplicas", "availableReplicas");
        ReplicaCounts.availableAreReady(status, "cannot be greater than readyReplicas");
    }

    @Override
    public List<String> warnings(ObjectNode controller) {
        return DeploymentStrategy.templateWarnings(controller);
    }

    @Override
    public Map<String, String> selectableFields(ObjectNode controller) {
        return Map.of(
                "status.replicas",
                Long.toString(controller.path("status").path("replicas").asLong(0)));
    }
}
