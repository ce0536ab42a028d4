package dev.navarch.controller.replicaset;

import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicaSetSpec;
import io.kubernetes.client.openapi.models.V1ReplicaSetStatus;
import io.kubernetes.client.openapi.models.V1ReplicationController;
import io.kubernetes.client.openapi.models.V1ReplicationControllerStatus;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * A kind that keeps a number of pods, and how it reads as a ReplicaSet.
 *
 * @param tellsOfTerminating whether its status counts the pods that are going away
 */
record ReplicaKind<T extends KubernetesObject>(
        Class<T> type,
        String loop,
        String component,
        Function<T, V1ReplicaSet> asReplicaSet,
        BiFunction<T, V1ReplicaSetStatus, T> withStatus,
        boolean tellsOfTerminating) {
    static final ReplicaKind<V1ReplicaSet> REPLICA_SET = new ReplicaKind<>(
            V1ReplicaSet.class, "replicaset", "replicaset-controller", Function.identity(), V1ReplicaSet::status, true);
    static final ReplicaKind<V1ReplicationController> REPLICATION_CONTROLLER = new ReplicaKind<>(
            V1ReplicationController.class,
            "replicationcontroller",
            "replication-controller",
            ReplicaKind::read,
            (owner, status) ->
                    owner.status(ModelJson.read(ModelJson.tree(status), V1ReplicationControllerStatus.class)),
            false);

    private static V1ReplicaSet read(V1ReplicationController owner) {
        var spec = owner.getSpec();
        var status = owner.getStatus();
        return new V1ReplicaSet()
                .metadata(owner.getMetadata())
                .spec(new V1ReplicaSetSpec()
                        .replicas(spec.getReplicas())
                        .minReadySeconds(spec.getMinReadySeconds())
                        .selector(new V1LabelSelector().matchLabels(spec.getSelector()))
                        .template(spec.getTemplate()))
                .status(status == null ? null : ModelJson.read(ModelJson.tree(status), V1ReplicaSetStatus.class));
    }
}
