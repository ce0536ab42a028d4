package dev.navarch.controller.statefulset;

import dev.navarch.controller.history.Revision;
import dev.navarch.controller.pods.PodState;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A set's pods as one run sees them.
 *
 * @param wanted by ordinal, those that should be there
 * @param condemned by ordinal, those that should not
 * @param current the revision that the set comes from
 * @param update the revision that it goes to
 */
record Replicas(
        V1StatefulSet set,
        NavigableMap<Integer, V1Pod> wanted,
        NavigableMap<Integer, V1Pod> condemned,
        Revision current,
        Revision update,
        Instant now) {
    static Replicas of(V1StatefulSet set, Collection<V1Pod> pods, Revision current, Revision update, Instant now) {
        var ordinals = Ordinals.of(set);
        var wanted = new TreeMap<Integer, V1Pod>();
        var condemned = new TreeMap<Integer, V1Pod>();
        for (var pod : pods) {
            var ordinal = Ordinals.of(set, pod);
            if (ordinal != null) {
                (ordinals.contains(ordinal) ? wanted : condemned).put(ordinal, pod);
            }
        }
        return new Replicas(set, wanted, condemned, current, update, now);
    }

    IntStream ordinals() {
        var ordinals = Ordinals.of(set);
        return IntStream.range(ordinals.start(), ordinals.end());
    }

    PodIdentity identity(int ordinal) {
        return new PodIdentity(set, ordinal);
    }

    Stream<V1Pod> all() {
        return Stream.concat(wanted.values().stream(), condemned.values().stream());
    }

    /** The one that scaling down may remove although it is not well. A missing one counts as unwell. */
    @Nullable
    V1Pod firstUnhealthy() {
        var missing = ordinals().filter(ordinal -> !wanted.containsKey(ordinal)).findFirst();
        var unwell = wanted.entrySet().stream()
                .filter(entry -> !isHealthy(entry.getValue()))
                .findFirst();
        if (missing.isPresent()
                && (unwell.isEmpty() || missing.getAsInt() < unwell.get().getKey())) {
            return null;
        }
        return unwell.map(Map.Entry::getValue)
                .orElseGet(() -> condemned.values().stream()
                        .filter(pod -> !isHealthy(pod))
                        .findFirst()
                        .orElse(null));
    }

    /** A pod below the partition stays, or comes back, at the revision that the set comes from. */
    Revision revisionFor(int ordinal) {
        var strategy = set.getSpec().getUpdateStrategy();
        if (strategy == null || !"RollingUpdate".equals(strategy.getType())) {
            return update;
        }
        var kept = RollingUpdate.partition(strategy.getRollingUpdate());
        return ordinal < Ordinals.of(set).start() + kept ? current : update;
    }

    boolean isOf(V1Pod pod, Revision revision) {
        var labels = pod.getMetadata().getLabels();
        return labels != null && revision.name().equals(labels.get(PodIdentity.REVISION));
    }

    List<V1Pod> outdated(int partition) {
        return wanted.tailMap(Ordinals.of(set).start() + partition).values().stream()
                .filter(pod -> !isOf(pod, update) && !PodState.isTerminating(pod))
                .toList()
                .reversed();
    }

    boolean isAvailable(V1Pod pod) {
        return isRunningAndReady(pod) && PodState.isAvailable(pod, minReadySeconds(set), now);
    }

    static int minReadySeconds(V1StatefulSet set) {
        return Objects.requireNonNullElse(set.getSpec().getMinReadySeconds(), 0);
    }

    static boolean isRunningAndReady(V1Pod pod) {
        return PodState.phase(pod).equals("Running") && PodState.isReady(pod);
    }

    static boolean isHealthy(V1Pod pod) {
        return isRunningAndReady(pod) && !PodState.isTerminating(pod);
    }
}
