package dev.navarch.scheduler.framework;

import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1StorageClass;

/** What may turn a refused pod into one that fits. */
public sealed interface ClusterChange {
    record NodeAdded(NodeInfo node) implements ClusterChange {}

    record NodeChanged(NodeInfo before, NodeInfo after) implements ClusterChange {}

    /** A pod has got its node. */
    record PodPlaced(PodInfo pod) implements ClusterChange {}

    /** The labels or requests of a placed pod are others now. */
    record PlacedPodChanged(PodInfo before, PodInfo after) implements ClusterChange {}

    /** A placed pod has ended or was deleted. */
    record PodGone(PodInfo pod) implements ClusterChange {}

    record ClaimChanged(V1PersistentVolumeClaim claim) implements ClusterChange {}

    record VolumeChanged(V1PersistentVolume volume) implements ClusterChange {}

    record StorageClassChanged(V1StorageClass storageClass) implements ClusterChange {}

    record NamespaceRelabelled(String namespace) implements ClusterChange {}
}
