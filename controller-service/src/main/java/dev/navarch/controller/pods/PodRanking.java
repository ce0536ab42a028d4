package dev.navarch.controller.pods;

import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who goes first when there are too many: what matters least. Ages are compared by their order of magnitude only, so that the
 * oldest and the youngest of a crowd are not always the ones.
 */
public final class PodRanking {
    private static final String DELETION_COST = "controller.kubernetes.io/pod-deletion-cost";
    private static final Map<String, Integer> PHASES = Map.of("Pending", 0, "Unknown", 1, "Running", 2);

    private PodRanking() {}

    /** @param podsOnNode active pods of the same owner's kin on each node */
    public static Comparator<V1Pod> firstToGo(Map<String, Integer> podsOnNode, Instant now) {
        return Comparator.comparing((V1Pod pod) -> !PodState.nodeName(pod).isEmpty())
                .thenComparingInt(pod -> PHASES.getOrDefault(PodState.phase(pod), 0))
                .thenComparing(PodState::isReady)
                .thenComparingInt(PodRanking::deletionCost)
                .thenComparingInt(pod -> -podsOnNode.getOrDefault(PodState.nodeName(pod), 0))
                .thenComparingInt(pod -> magnitude(PodState.readySince(pod), now))
                .thenComparingInt(pod -> -restarts(pod))
                .thenComparingInt(pod -> magnitude(created(pod), now))
                .thenComparing(
                        pod -> Objects.requireNonNullElse(pod.getMetadata().getUid(), ""));
    }

    private static int deletionCost(V1Pod pod) {
        var annotations = pod.getMetadata().getAnnotations();
        var cost = annotations == null ? null : annotations.get(DELETION_COST);
        try {
            return cost == null ? 0 : Integer.parseInt(cost);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private static Instant created(V1Pod pod) {
        var created = pod.getMetadata().getCreationTimestamp();
        return created == null ? Instant.MAX : created.toInstant();
    }

    private static int magnitude(@Nullable Instant since, Instant now) {
        if (since == null || since.isAfter(now)) {
            return 0;
        }
        var seconds = Duration.between(since, now).toSeconds();
        return 64 - Long.numberOfLeadingZeros(seconds);
    }

    private static int restarts(V1Pod pod) {
        var status = pod.getStatus();
        List<V1ContainerStatus> containers =
                status == null || status.getContainerStatuses() == null ? List.of() : status.getContainerStatuses();
        return containers.stream()
                .mapToInt(container -> Objects.requireNonNullElse(container.getRestartCount(), 0))
                .max()
                .orElse(0);
    }
}
