package dev.navarch.scheduler.plugins.volumebinding;

import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.selector.NodeAffinityMatcher;
import io.kubernetes.client.openapi.models.V1PersistentVolume;

/** From which nodes a volume can be used. */
final class VolumeReach {
    private VolumeReach() {}

    static boolean includes(V1PersistentVolume volume, NodeInfo node) {
        var affinity = volume.getSpec() == null ? null : volume.getSpec().getNodeAffinity();
        var required = affinity == null ? null : affinity.getRequired();
        return required == null
                || NodeAffinityMatcher.terms(required).stream()
                        .anyMatch(term -> term.matches(node.name(), node.labels()));
    }
}
