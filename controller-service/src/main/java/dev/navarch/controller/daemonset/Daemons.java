package dev.navarch.controller.daemonset;

import dev.navarch.controller.history.Revision;
import dev.navarch.controller.pods.PodState;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A DaemonSet, the nodes and its pods as one run sees them.
 *
 * @param fits by node, what it is to the set
 * @param pods by node, oldest first, those that are bound before those that wait; of the same second, what is ready before what is
 *     not yet
 */
record Daemons(
        V1DaemonSet set,
        Revision revision,
        NavigableMap<String, NodeFit> fits,
        Map<String, List<V1Pod>> pods,
        Instant now) {
    private static final Comparator<V1Pod> OLDEST_FIRST = Comparator.comparing(
                    (V1Pod pod) -> PodState.nodeName(pod).isEmpty())
            .thenComparing(
                    pod -> pod.getMetadata().getCreationTimestamp(), Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(pod -> !PodState.isReady(pod))
            .thenComparing(pod -> String.valueOf(pod.getMetadata().getName()));

    static Daemons of(
            V1DaemonSet set, Revision revision, Collection<V1Node> nodes, Collection<V1Pod> pods, Instant now) {
        var fits = new TreeMap<String, NodeFit>();
        nodes.forEach(node -> fits.put(node.getMetadata().getName(), NodeFit.of(set, node)));
        return new Daemons(
                set,
                revision,
                fits,
                pods.stream().sorted(OLDEST_FIRST).collect(Collectors.groupingBy(DaemonPodTemplate::nodeOf)),
                now);
    }

    List<V1Pod> on(String node) {
        return pods.getOrDefault(node, List.of());
    }

    List<V1Pod> livingOn(String node) {
        return on(node).stream().filter(PodState::isActive).toList();
    }

    Stream<String> running() {
        return fits.keySet().stream().filter(node -> fits.get(node) == NodeFit.RUNS);
    }

    int desired() {
        return (int) running().count();
    }

    /** Pinned to a node that is gone, and bound to none. */
    Stream<V1Pod> homeless() {
        return pods.entrySet().stream()
                .filter(entry -> !fits.containsKey(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .filter(pod -> PodState.nodeName(pod).isEmpty() && !PodState.isTerminating(pod));
    }

    boolean isCurrent(V1Pod pod) {
        var labels = pod.getMetadata().getLabels();
        return labels != null && revision.hash().equals(labels.get(DaemonPodTemplate.HASH));
    }

    boolean isAvailable(V1Pod pod) {
        return PodState.isActive(pod) && PodState.isAvailable(pod, minReadySeconds(set), now);
    }

    static int minReadySeconds(V1DaemonSet set) {
        return Objects.requireNonNullElse(set.getSpec().getMinReadySeconds(), 0);
    }
}
