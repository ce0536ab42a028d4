package dev.navarch.controller.disruption;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceCatalog;
import dev.navarch.client.ServedResource;
import dev.navarch.controller.ownership.ControllerReferences;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicationController;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How many pods there should be, and how many of them healthy. A whole number to keep counts the pods that are there; a share,
 * and anything that may be missing, is of what the pods' controllers are scaled to.
 */
final class ExpectedPods {
    private final Informer<V1ReplicaSet> replicaSets;
    private final Informer<V1Deployment> deployments;
    private final Informer<V1StatefulSet> statefulSets;
    private final Informer<V1ReplicationController> replicationControllers;

    /** @param unmanaged the names of pods that nobody controls and that are therefore left out */
    record Expectation(int pods, int desiredHealthy, List<String> unmanaged) {}

    private record Scale(String uid, int replicas) {}

    ExpectedPods(ClusterClient cluster) {
        this.replicaSets = cluster.informer(V1ReplicaSet.class);
        this.deployments = cluster.informer(V1Deployment.class);
        this.statefulSets = cluster.informer(V1StatefulSet.class);
        this.replicationControllers = cluster.informer(V1ReplicationController.class);
    }

    /** @throws UnknownScaleException when a controller cannot say how many pods it wants */
    Expectation of(V1PodDisruptionBudget budget, List<V1Pod> selected) {
        var maxUnavailable = budget.getSpec().getMaxUnavailable();
        var minAvailable = budget.getSpec().getMinAvailable();
        if (maxUnavailable != null) {
            var scaled = scaled(selected);
            return scaled.keeping(Math.max(0, scaled.pods() - part(maxUnavailable, scaled.pods())));
        }
        if (minAvailable == null) {
            return new Expectation(selected.size(), 0, List.of());
        }
        if (minAvailable.isInteger()) {
            return new Expectation(selected.size(), minAvailable.getIntValue(), List.of());
        }
        var scaled = scaled(selected);
        return scaled.keeping(part(minAvailable, scaled.pods()));
    }

    static String unmanagedText(V1PodDisruptionBudget budget, List<String> pods) {
        return "Pods %s are selected by this PodDisruptionBudget and managed by nobody: its status cannot be right. "
                        .formatted(pods)
                + "Set .spec.minAvailable of " + budget.getMetadata().getName() + " to an integer to account for them";
    }

    private record Scaled(int pods, List<String> unmanaged) {
        Expectation keeping(int desiredHealthy) {
            return new Expectation(pods, desiredHealthy, unmanaged);
        }
    }

    private Scaled scaled(List<V1Pod> selected) {
        var byOwner = new HashMap<String, Scale>();
        var unmanaged = new ArrayList<String>();
        for (var pod : selected) {
            var owner = ControllerReferences.of(pod);
            if (owner == null) {
                unmanaged.add(pod.getMetadata().getName());
            } else if (!byOwner.containsKey(owner.getUid())) {
                byOwner.put(owner.getUid(), scaleOf(pod, owner));
            }
        }
        var replicas = new HashMap<String, Integer>();
        byOwner.values().forEach(scale -> replicas.put(scale.uid(), scale.replicas()));
        return new Scaled(replicas.values().stream().mapToInt(Integer::intValue).sum(), unmanaged);
    }

    private Scale scaleOf(V1Pod pod, V1OwnerReference owner) {
        var scale = findScale(pod, owner);
        if (scale == null) {
            throw new UnknownScaleException(
                    "found no controllers for pod \"" + pod.getMetadata().getName() + "\"");
        }
        return scale;
    }

    private @Nullable Scale findScale(V1Pod pod, V1OwnerReference owner) {
        if (isA(pod, V1ReplicaSet.class)) {
            return scaleOfReplicaSet(pod, owner);
        }
        if (isA(pod, V1StatefulSet.class)) {
            return scale(statefulSets, pod, owner, set -> set.getSpec().getReplicas());
        }
        if (isA(pod, V1ReplicationController.class)) {
            return scale(replicationControllers, pod, owner, rc -> rc.getSpec().getReplicas());
        }
        throw new UnknownScaleException(resource(owner) + " does not implement the scale subresource");
    }

    /** A Deployment's ReplicaSets come and go; what counts is what the Deployment wants. */
    private @Nullable Scale scaleOfReplicaSet(V1Pod pod, V1OwnerReference owner) {
        var replicaSet = replicaSets.find(pod.getMetadata().getNamespace(), owner.getName());
        if (replicaSet == null
                || !owner.getUid().equals(replicaSet.getMetadata().getUid())) {
            return null;
        }
        var deployment = ControllerReferences.of(replicaSet);
        return deployment != null && isA(replicaSet, V1Deployment.class)
                ? scale(
                        deployments,
                        replicaSet,
                        deployment,
                        found -> found.getSpec().getReplicas())
                : new Scale(owner.getUid(), wanted(replicaSet.getSpec().getReplicas()));
    }

    private static <T extends KubernetesObject> @Nullable Scale scale(
            Informer<T> informer,
            KubernetesObject child,
            V1OwnerReference owner,
            Function<T, @Nullable Integer> replicas) {
        var found = informer.find(child.getMetadata().getNamespace(), owner.getName());
        return found == null || !owner.getUid().equals(found.getMetadata().getUid())
                ? null
                : new Scale(owner.getUid(), wanted(replicas.apply(found)));
    }

    private static String resource(V1OwnerReference owner) {
        return ResourceCatalog.all().values().stream()
                .filter(known -> known.kind().equals(owner.getKind())
                        && known.apiVersion().equals(owner.getApiVersion()))
                .map(ServedResource::groupResource)
                .findFirst()
                .orElse(owner.getKind());
    }

    private static boolean isA(KubernetesObject child, Class<? extends KubernetesObject> controller) {
        return ControllerReferences.keyOf(child, controller) != null;
    }

    private static int wanted(@Nullable Integer replicas) {
        return Objects.requireNonNullElse(replicas, 1);
    }

    /** Shares are rounded up, for what must stay as for what may go. */
    private static int part(IntOrString value, int pods) {
        return value.isInteger()
                ? value.getIntValue()
                : Math.ceilDiv(Integer.parseInt(value.getStrValue().replace("%", "")) * pods, 100);
    }
}
