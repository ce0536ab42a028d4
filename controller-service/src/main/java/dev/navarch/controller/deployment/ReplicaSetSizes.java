package dev.navarch.controller.deployment;

import dev.navarch.client.EventRecorder;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import java.util.HashMap;

/** Changes a ReplicaSet's size, and tells of it. */
final class ReplicaSetSizes {
    private final ResourceClient<V1ReplicaSet> replicaSets;
    private final EventRecorder events;

    ReplicaSetSizes(ResourceClient<V1ReplicaSet> replicaSets, EventRecorder events) {
        this.replicaSets = replicaSets;
        this.events = events;
    }

    /** @return whether the size changed */
    boolean scaleTo(Rollout rollout, V1ReplicaSet replicaSet, int size) {
        return Rollout.replicas(replicaSet) != size && write(rollout, replicaSet, size);
    }

    /** As {@link #scaleTo}, but what the annotations note of the Deployment's size is corrected in any case. */
    boolean write(Rollout rollout, V1ReplicaSet replicaSet, int size) {
        var bounds = rollout.bounds();
        var before = Rollout.replicas(replicaSet);
        if (before == size && Revisions.sizeNoted(replicaSet, bounds)) {
            return false;
        }
        var changed = ModelJson.copy(replicaSet);
        var annotations = new HashMap<>(Revisions.annotations(changed));
        Revisions.noteSize(annotations, bounds);
        changed.getMetadata().setAnnotations(annotations);
        changed.getSpec().setReplicas(size);
        replicaSets.update(changed);
        if (before != size) {
            tell(rollout, replicaSet, before, size);
        }
        return before != size;
    }

    void tell(Rollout rollout, V1ReplicaSet replicaSet, int before, int size) {
        events.normal(
                rollout.deployment(),
                "ScalingReplicaSet",
                "Scaled %s replica set %s from %d to %d"
                        .formatted(
                                size > before ? "up" : "down",
                                replicaSet.getMetadata().getName(),
                                before,
                                size));
    }
}
