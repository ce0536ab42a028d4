package dev.navarch.controller.replicaset;

import dev.navarch.client.Timestamps;
import dev.navarch.controller.pods.PodState;
import dev.navarch.controller.selector.LabelSelectors;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicaSetCondition;
import io.kubernetes.client.openapi.models.V1ReplicaSetStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a ReplicaSet says of its pods. Zero counts are left out but for replicas and terminatingReplicas. */
final class ReplicaSetStatuses {
    private static final String REPLICA_FAILURE = "ReplicaFailure";

    private final Clock clock;

    ReplicaSetStatuses(Clock clock) {
        this.clock = clock;
    }

    V1ReplicaSetStatus of(
            V1ReplicaSet replicaSet, List<V1Pod> active, @Nullable Integer terminating, @Nullable Failure failure) {
        var template = replicaSet.getSpec().getTemplate().getMetadata();
        var labels = template == null ? null : template.getLabels();
        var minReady = ReplicaSetController.minReadySeconds(replicaSet);
        var now = clock.instant();
        return new V1ReplicaSetStatus()
                .replicas(active.size())
                .fullyLabeledReplicas(count(active.stream()
                        .filter(pod ->
                                LabelSelectors.containsAll(pod.getMetadata().getLabels(), labels))
                        .count()))
                .readyReplicas(count(active.stream().filter(PodState::isReady).count()))
                .availableReplicas(count(active.stream()
                        .filter(pod -> PodState.isAvailable(pod, minReady, now))
                        .count()))
                .terminatingReplicas(terminating)
                .observedGeneration(replicaSet.getMetadata().getGeneration())
                .conditions(conditions(replicaSet.getStatus(), failure));
    }

    /** Why pods could not be created or deleted. */
    record Failure(String reason, String message) {}

    private List<V1ReplicaSetCondition> conditions(@Nullable V1ReplicaSetStatus before, @Nullable Failure failure) {
        Collection<V1ReplicaSetCondition> known =
                before == null || before.getConditions() == null ? List.of() : before.getConditions();
        var kept = new ArrayList<V1ReplicaSetCondition>();
        known.stream()
                .filter(condition -> failure != null || !REPLICA_FAILURE.equals(condition.getType()))
                .forEach(kept::add);
        if (failure != null && kept.stream().noneMatch(condition -> REPLICA_FAILURE.equals(condition.getType()))) {
            kept.add(new V1ReplicaSetCondition()
                    .type(REPLICA_FAILURE)
                    .status("True")
                    .reason(failure.reason())
                    .message(failure.message())
                    .lastTransitionTime(Timestamps.seconds(clock)));
        }
        return kept;
    }

    static boolean same(@Nullable V1ReplicaSetStatus before, V1ReplicaSetStatus after) {
        return before != null
                && number(before.getReplicas()) == number(after.getReplicas())
                && number(before.getFullyLabeledReplicas()) == number(after.getFullyLabeledReplicas())
                && number(before.getReadyReplicas()) == number(after.getReadyReplicas())
                && number(before.getAvailableReplicas()) == number(after.getAvailableReplicas())
                && Objects.equals(before.getTerminatingReplicas(), after.getTerminatingReplicas())
                && Objects.equals(before.getObservedGeneration(), after.getObservedGeneration())
                && orEmpty(before.getConditions()).equals(orEmpty(after.getConditions()));
    }

    private static <E> List<E> orEmpty(@Nullable List<E> list) {
        return list == null ? List.of() : list;
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    private static @Nullable Integer count(long value) {
        return value == 0 ? null : (int) value;
    }
}
