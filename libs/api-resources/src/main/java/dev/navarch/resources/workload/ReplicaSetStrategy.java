package dev.navarch.resources.workload;

import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.podtemplate.PodTemplateDefaults;
import dev.navarch.resources.podtemplate.WorkloadTemplateValidation;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

final class ReplicaSetStrategy extends StatusKindStrategy {
    @Override
    public void applyDefaults(ObjectNode replicaSet) {
        var spec = Tree.object(replicaSet, "spec");
        PodTemplateDefaults.apply(Tree.object(spec, "template"));
        Tree.fill(spec, "replicas", 1);
    }

    @Override
    protected void fillStatus(ObjectNode replicaSet) {
        Tree.fill(Tree.object(replicaSet, "status"), "replicas", 0);
    }

    @Override
    protected void validate(Field replicaSet) {
        var spec = replicaSet.get("spec");
        spec.get("replicas").notNegative();
        spec.get("minReadySeconds").notNegative();
        var before = spec.errors().size();
        WorkloadTemplateValidation.selector(spec.get("selector"), "deployment");
        if (WorkloadTemplateValidation.readable(spec.get("selector"), before))
            DeploymentValidation.template(spec, spec.get("selector"));
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        updated.get("spec").get("selector").immutable(stored.get("spec").get("selector"));
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        var status = updated.get("status");
        ReplicaCounts.notNegative(
                status,
                "replicas",
                "fullyLabeledReplicas",
                "readyReplicas",
                "availableReplicas",
                "terminatingReplicas",
                "observedGeneration");
        ReplicaCounts.notMoreThanReplicas(status, "fullyLabeledReplicas", "readyReplicas", "availableReplicas");
        ReplicaCounts.availableAreReady(status, "cannot be greater than readyReplicas");
    }

    @Override
    public List<String> warnings(ObjectNode replicaSet) {
        return DeploymentStrategy.templateWarnings(replicaSet);
    }

    @Override
    public Map<String, String> selectableFields(ObjectNode replicaSet) {
        return Map.of(
                "status.replicas",
                Long.toString(replicaSet.path("status").path("replicas").asLong(0)));
    }
}
