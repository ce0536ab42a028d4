package dev.navarch.controller.deployment;

import dev.navarch.client.Timestamps;
import io.kubernetes.client.openapi.models.V1DeploymentCondition;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The conditions of one status while it is put together. A changed condition moves to the end. */
final class DeploymentConditions {
    static final String AVAILABLE = "Available";
    static final String PROGRESSING = "Progressing";
    static final String REPLICA_FAILURE = "ReplicaFailure";

    private final Clock clock;
    private final List<V1DeploymentCondition> conditions;

    DeploymentConditions(@Nullable List<V1DeploymentCondition> before, Clock clock) {
        this.clock = clock;
        this.conditions = new ArrayList<>(before == null ? List.of() : before);
    }

    @Nullable
    V1DeploymentCondition find(String type) {
        return conditions.stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst()
                .orElse(null);
    }

    boolean hasReason(String type, String reason) {
        var condition = find(type);
        return condition != null && reason.equals(condition.getReason());
    }

    /** Nothing changes while status and reason stay. */
    void set(String type, String status, String reason, String message) {
        var known = find(type);
        if (known != null && status.equals(known.getStatus()) && reason.equals(known.getReason())) {
            return;
        }
        var since = known != null && status.equals(known.getStatus()) ? known.getLastTransitionTime() : null;
        replace(type, status, reason, message, since);
    }

    /** As {@link #set}, but the update time moves in any case. */
    void touch(String type, String status, String reason, String message) {
        var known = find(type);
        var since = known != null && status.equals(known.getStatus()) ? known.getLastTransitionTime() : null;
        replace(type, status, reason, message, since);
    }

    void remove(String type) {
        conditions.removeIf(condition -> type.equals(condition.getType()));
    }

    List<V1DeploymentCondition> all() {
        return List.copyOf(conditions);
    }

    private void replace(String type, String status, String reason, String message, @Nullable OffsetDateTime since) {
        var now = Timestamps.seconds(clock);
        remove(type);
        conditions.add(new V1DeploymentCondition()
                .type(type)
                .status(status)
                .reason(reason)
                .message(message)
                .lastUpdateTime(now)
                .lastTransitionTime(Objects.requireNonNullElse(since, now)));
    }
}
