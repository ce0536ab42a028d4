package dev.navarch.controller.deployment;

import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentStatus;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicaSetCondition;
import io.kubernetes.client.openapi.models.V1ReplicaSetStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a Deployment says of its rollout. Zero counts are left out. */
final class DeploymentStatuses {
    static final String NEW_AVAILABLE = "NewReplicaSetAvailable";
    static final String TIMED_OUT = "ProgressDeadlineExceeded";
    static final String PAUSED = "DeploymentPaused";

    private final Clock clock;

    DeploymentStatuses(Clock clock) {
        this.clock = clock;
    }

    /** Counts and availability, without a word on progress. */
    V1DeploymentStatus counted(Rollout rollout) {
        var bounds = rollout.bounds();
        var available = rollout.totalAvailable();
        var conditions = conditions(rollout.deployment());
        if (available >= bounds.leastAvailable()) {
            conditions.set(
                    DeploymentConditions.AVAILABLE,
                    "True",
                    "MinimumReplicasAvailable",
                    "Deployment has minimum availability.");
        } else {
            conditions.set(
                    DeploymentConditions.AVAILABLE,
                    "False",
                    "MinimumReplicasUnavailable",
                    "Deployment does not have minimum availability.");
        }
        var current = rollout.current();
        return new V1DeploymentStatus()
                .observedGeneration(rollout.deployment().getMetadata().getGeneration())
                .replicas(count(sum(rollout, V1ReplicaSetStatus::getReplicas)))
                .updatedReplicas(count(current == null ? 0 : Rollout.actual(current)))
                .readyReplicas(count(sum(rollout, V1ReplicaSetStatus::getReadyReplicas)))
                .availableReplicas(count(available))
                .unavailableReplicas(count(Math.max(0, rollout.totalReplicas() - available)))
                .terminatingReplicas(sum(rollout, V1ReplicaSetStatus::getTerminatingReplicas))
                .collisionCount(before(rollout.deployment()).getCollisionCount())
                .conditions(conditions.all());
    }

    /** Counts, and how the rollout gets on. */
    V1DeploymentStatus progressed(Rollout rollout) {
        var status = counted(rollout);
        var conditions = new DeploymentConditions(status.getConditions(), clock);
        if (!hasDeadline(rollout.deployment())) {
            conditions.remove(DeploymentConditions.PROGRESSING);
        } else if (!isDoneAlready(rollout.deployment(), status)) {
            judgeProgress(rollout, status, conditions);
        }
        copyReplicaFailure(rollout, conditions);
        return status.conditions(conditions.all());
    }

    private void judgeProgress(Rollout rollout, V1DeploymentStatus status, DeploymentConditions conditions) {
        var subject = rollout.current() == null
                ? "Deployment \"" + rollout.deployment().getMetadata().getName() + "\""
                : "ReplicaSet \"" + rollout.current().getMetadata().getName() + "\"";
        if (isComplete(rollout.deployment(), status)) {
            conditions.set(
                    DeploymentConditions.PROGRESSING, "True", NEW_AVAILABLE, subject + " has successfully progressed.");
        } else if (isProgressing(before(rollout.deployment()), status)) {
            conditions.touch(
                    DeploymentConditions.PROGRESSING, "True", "ReplicaSetUpdated", subject + " is progressing.");
        } else if (isTimedOut(rollout.deployment())) {
            conditions.set(
                    DeploymentConditions.PROGRESSING, "False", TIMED_OUT, subject + " has timed out progressing.");
        }
    }

    static boolean isComplete(V1Deployment deployment, V1DeploymentStatus status) {
        var wanted = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        return number(status.getUpdatedReplicas()) == wanted
                && number(status.getReplicas()) == wanted
                && number(status.getAvailableReplicas()) == wanted
                && status.getObservedGeneration() != null
                && status.getObservedGeneration() >= deployment.getMetadata().getGeneration();
    }

    /** How long until the rollout may have to be called stuck; null where that cannot happen. */
    @Nullable
    Duration untilDeadline(V1Deployment deployment, V1DeploymentStatus status) {
        var progressing =
                new DeploymentConditions(status.getConditions(), clock).find(DeploymentConditions.PROGRESSING);
        if (!hasDeadline(deployment)
                || progressing == null
                || isComplete(deployment, status)
                || TIMED_OUT.equals(progressing.getReason())
                || progressing.getLastUpdateTime() == null) {
            return null;
        }
        var deadline =
                progressing.getLastUpdateTime().plusSeconds(deployment.getSpec().getProgressDeadlineSeconds());
        var left = Duration.between(clock.instant(), deadline.toInstant());
        return left.toSeconds() < 1 ? Duration.ofMillis(100) : left.plusSeconds(1);
    }

    static boolean hasDeadline(V1Deployment deployment) {
        var deadline = deployment.getSpec().getProgressDeadlineSeconds();
        return deadline != null && deadline != Integer.MAX_VALUE;
    }

    static V1DeploymentStatus before(V1Deployment deployment) {
        return Objects.requireNonNullElseGet(deployment.getStatus(), V1DeploymentStatus::new);
    }

    DeploymentConditions conditions(V1Deployment deployment) {
        return new DeploymentConditions(before(deployment).getConditions(), clock);
    }

    private boolean isDoneAlready(V1Deployment deployment, V1DeploymentStatus status) {
        return number(status.getReplicas()) == number(status.getUpdatedReplicas())
                && conditions(deployment).hasReason(DeploymentConditions.PROGRESSING, NEW_AVAILABLE);
    }

    private static boolean isProgressing(V1DeploymentStatus before, V1DeploymentStatus after) {
        return number(after.getUpdatedReplicas()) > number(before.getUpdatedReplicas())
                || outdated(after) < outdated(before)
                || number(after.getReadyReplicas()) > number(before.getReadyReplicas())
                || number(after.getAvailableReplicas()) > number(before.getAvailableReplicas());
    }

    private static int outdated(V1DeploymentStatus status) {
        return number(status.getReplicas()) - number(status.getUpdatedReplicas());
    }

    private boolean isTimedOut(V1Deployment deployment) {
        var progressing = conditions(deployment).find(DeploymentConditions.PROGRESSING);
        if (progressing == null || NEW_AVAILABLE.equals(progressing.getReason())) {
            return false;
        }
        if (TIMED_OUT.equals(progressing.getReason()) || progressing.getLastUpdateTime() == null) {
            return true;
        }
        var deadline =
                progressing.getLastUpdateTime().plusSeconds(deployment.getSpec().getProgressDeadlineSeconds());
        return deadline.toInstant().isBefore(clock.instant());
    }

    private static void copyReplicaFailure(Rollout rollout, DeploymentConditions conditions) {
        var candidates = rollout.current() == null ? rollout.old() : List.of(rollout.current());
        var failure = failure(candidates);
        if (failure == null) {
            failure = failure(rollout.old());
        }
        if (failure == null) {
            conditions.remove(DeploymentConditions.REPLICA_FAILURE);
        } else {
            conditions.set(
                    DeploymentConditions.REPLICA_FAILURE,
                    failure.getStatus(),
                    Objects.requireNonNullElse(failure.getReason(), ""),
                    Objects.requireNonNullElse(failure.getMessage(), ""));
        }
    }

    private static @Nullable V1ReplicaSetCondition failure(List<V1ReplicaSet> replicaSets) {
        return replicaSets.stream()
                .map(V1ReplicaSet::getStatus)
                .filter(status -> status != null && status.getConditions() != null)
                .flatMap(status -> status.getConditions().stream())
                .filter(condition -> DeploymentConditions.REPLICA_FAILURE.equals(condition.getType()))
                .findFirst()
                .orElse(null);
    }

    private static int sum(Rollout rollout, Function<V1ReplicaSetStatus, @Nullable Integer> count) {
        return rollout.stream()
                .map(V1ReplicaSet::getStatus)
                .filter(Objects::nonNull)
                .mapToInt(status -> number(count.apply(status)))
                .sum();
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    private static @Nullable Integer count(int value) {
        return value == 0 ? null : value;
    }
}
