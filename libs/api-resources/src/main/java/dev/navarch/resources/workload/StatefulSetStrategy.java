package dev.navarch.resources.workload;

import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.format.NameRule;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

final class StatefulSetStrategy extends StatusKindStrategy {
    private static final Set<String> MUTABLE = Set.of(
            "replicas",
            "ordinals",
            "template",
            "updateStrategy",
            "revisionHistoryLimit",
            "persistentVolumeClaimRetentionPolicy",
            "minReadySeconds");

    @Override
    public NameRule nameRule() {
        return NameRule.DNS_LABEL;
    }

    @Override
    public void applyDefaults(ObjectNode statefulSet) {
        StatefulSetDefaults.apply(Tree.object(statefulSet, "spec"));
    }

    @Override
    protected void fillStatus(ObjectNode statefulSet) {
        var status = Tree.object(statefulSet, "status");
        Tree.fill(status, "availableReplicas", 0);
        Tree.fill(status, "replicas", 0);
    }

    @Override
    protected void validate(Field statefulSet) {
        StatefulSetValidation.validate(statefulSet.get("spec"));
    }

    @Override
    protected void validateNew(Field statefulSet) {
        StatefulSetValidation.validateNew(statefulSet.get("spec"));
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        var now = (ObjectNode) updated.get("spec").value().deepCopy();
        var was = (ObjectNode) stored.get("spec").value();
        for (var field : MUTABLE) Tree.copy(was, now, field);
        if (!Tree.equal(now, was))
            updated.get("spec")
                    .forbidden("updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', "
                            + "'updateStrategy', 'revisionHistoryLimit', 'persistentVolumeClaimRetentionPolicy' and "
                            + "'minReadySeconds' are forbidden");
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        var status = updated.get("status");
        ReplicaCounts.notNegative(
                status,
                "replicas",
                "readyReplicas",
                "currentReplicas",
                "updatedReplicas",
                "availableReplicas",
                "observedGeneration",
                "collisionCount");
        ReplicaCounts.notMoreThanReplicas(
                status, "readyReplicas", "currentReplicas", "updatedReplicas", "availableReplicas");
        ReplicaCounts.availableAreReady(status, "cannot be greater than status.readyReplicas");
        ReplicaCounts.collisions(status, stored.get("status"));
    }

    @Override
    public List<String> warnings(ObjectNode statefulSet) {
        return DeploymentStrategy.templateWarnings(statefulSet);
    }
}
