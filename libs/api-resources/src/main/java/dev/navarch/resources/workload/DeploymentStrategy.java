package dev.navarch.resources.workload;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.podtemplate.PodSpecWarnings;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class DeploymentStrategy extends StatusKindStrategy {
    @Override
    public void applyDefaults(ObjectNode deployment) {
        DeploymentDefaults.apply(Tree.object(deployment, "spec"));
    }

    /** Annotations count, too: they are copied to the replica sets. */
    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        super.prepareForUpdate(updated, stored);
        var metadata = ObjectMeta.of(updated);
        var before = ObjectMeta.of(stored);
        if (!metadata.annotations().equals(before.annotations())) metadata.generation(before.generation() + 1);
    }

    @Override
    protected void validate(Field deployment) {
        DeploymentValidation.validate(deployment.get("spec"));
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        updated.get("spec").get("selector").immutable(stored.get("spec").get("selector"));
    }

    @Override
    protected void keepOnStatusUpdate(ObjectNode updated, ObjectNode stored) {
        super.keepOnStatusUpdate(updated, stored);
        Tree.copy(ObjectMeta.of(stored).tree(), ObjectMeta.of(updated).tree(), "labels");
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        var status = updated.get("status");
        ReplicaCounts.notNegative(
                status,
                "observedGeneration",
                "replicas",
                "updatedReplicas",
                "readyReplicas",
                "availableReplicas",
                "unavailableReplicas",
                "terminatingReplicas",
                "collisionCount");
        ReplicaCounts.notMoreThanReplicas(status, "updatedReplicas", "readyReplicas", "availableReplicas");
        ReplicaCounts.availableAreReady(status, "cannot be greater than readyReplicas");
        ReplicaCounts.collisions(status, stored.get("status"));
    }

    @Override
    public List<String> warnings(ObjectNode deployment) {
        return templateWarnings(deployment);
    }

    static List<String> templateWarnings(ObjectNode object) {
        var warnings = new ArrayList<String>();
        var template = object.path("spec").path("template");
        PodSpecWarnings.collect(template.path("spec"), template.path("metadata"), "spec.template.", warnings);
        return warnings;
    }
}
