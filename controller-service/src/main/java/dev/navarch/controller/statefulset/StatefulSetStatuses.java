package dev.navarch.controller.statefulset;

import dev.navarch.controller.history.Revision;
import dev.navarch.controller.pods.PodState;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V1StatefulSetStatus;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a set says of its pods. Zero counts are left out but for replicas and availableReplicas. */
final class StatefulSetStatuses {
    private StatefulSetStatuses() {}

    static V1StatefulSetStatus of(Replicas replicas, int collisionCount) {
        var updated = countOf(replicas, replicas.update());
        var counted = new V1StatefulSetStatus()
                .observedGeneration(replicas.set().getMetadata().getGeneration())
                .replicas((int) replicas.all().count())
                .readyReplicas(
                        count(replicas.all().filter(Replicas::isRunningAndReady).count()))
                .availableReplicas(
                        (int) replicas.all().filter(replicas::isAvailable).count())
                .currentReplicas(count(countOf(replicas, replicas.current())))
                .updatedReplicas(count(updated))
                .currentRevision(replicas.current().name())
                .updateRevision(replicas.update().name())
                .collisionCount(collisionCount)
                .conditions(before(replicas.set()).getConditions());
        return isUpdated(replicas, counted)
                ? counted.currentRevision(replicas.update().name()).currentReplicas(count(updated))
                : counted;
    }

    static V1StatefulSetStatus before(V1StatefulSet set) {
        return set.getStatus() == null ? new V1StatefulSetStatus() : set.getStatus();
    }

    private static boolean isUpdated(Replicas replicas, V1StatefulSetStatus status) {
        var strategy = replicas.set().getSpec().getUpdateStrategy();
        var wanted = Ordinals.of(replicas.set()).count();
        return strategy != null
                && "RollingUpdate".equals(strategy.getType())
                && number(status.getUpdatedReplicas()) == wanted
                && number(status.getReadyReplicas()) == wanted
                && number(status.getReplicas()) == wanted;
    }

    private static long countOf(Replicas replicas, Revision revision) {
        return replicas.all()
                .filter(pod -> !PodState.isTerminating(pod) && replicas.isOf(pod, revision))
                .count();
    }

    private static int number(@Nullable Integer value) {
        return Objects.requireNonNullElse(value, 0);
    }

    private static @Nullable Integer count(long value) {
        return value == 0 ? null : (int) value;
    }
}
