package dev.navarch.controller.daemonset;

import dev.navarch.controller.pods.PodState;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1DaemonSetStatus;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What a DaemonSet says of its pods; of several on a node the oldest is judged. Zero counts of an optional field are left out. */
final class DaemonSetStatuses {
    private DaemonSetStatuses() {}

    static V1DaemonSetStatus of(Daemons daemons, int collisionCount) {
        var judged = daemons.running()
                .map(daemons::on)
                .filter(pods -> !pods.isEmpty())
                .map(List::getFirst)
                .toList();
        var available = count(judged, daemons::isAvailable);
        var misscheduled = daemons.fits().entrySet().stream()
                .filter(entry -> entry.getValue() != NodeFit.RUNS
                        && !daemons.on(entry.getKey()).isEmpty())
                .count();
        return new V1DaemonSetStatus()
                .observedGeneration(daemons.set().getMetadata().getGeneration())
                .desiredNumberScheduled(daemons.desired())
                .currentNumberScheduled(judged.size())
                .numberMisscheduled((int) misscheduled)
                .numberReady(count(judged, pod -> PodState.isActive(pod) && PodState.isReady(pod)))
                .updatedNumberScheduled(orAbsent(count(judged, daemons::isCurrent)))
                .numberAvailable(orAbsent(available))
                .numberUnavailable(orAbsent(daemons.desired() - available))
                .collisionCount(collisionCount == 0 ? null : Integer.valueOf(collisionCount))
                .conditions(before(daemons.set()).getConditions());
    }

    static V1DaemonSetStatus before(V1DaemonSet set) {
        return set.getStatus() == null ? new V1DaemonSetStatus() : set.getStatus();
    }

    private static int count(List<V1Pod> pods, Predicate<V1Pod> which) {
        return (int) pods.stream().filter(which).count();
    }

    private static @Nullable Integer orAbsent(int count) {
        return count == 0 ? null : count;
    }
}
