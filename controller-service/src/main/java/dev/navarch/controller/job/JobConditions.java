package dev.navarch.controller.job;

import io.kubernetes.client.openapi.models.V1JobCondition;
import io.kubernetes.client.openapi.models.V1JobStatus;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

final class JobConditions {
    static final String COMPLETE = "Complete";
    static final String FAILED = "Failed";
    static final String SUSPENDED = "Suspended";

    private JobConditions() {}

    static @Nullable V1JobCondition find(V1JobStatus status, String type) {
        var conditions = Objects.requireNonNullElse(status.getConditions(), List.<V1JobCondition>of());
        return conditions.stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst()
                .orElse(null);
    }

    static boolean holds(V1JobStatus status, String type) {
        var condition = find(status, type);
        return condition != null && "True".equals(condition.getStatus());
    }

    static boolean isFinished(V1JobStatus status) {
        return holds(status, COMPLETE) || holds(status, FAILED);
    }

    /** In its place where it is there already. */
    static void set(V1JobStatus status, String type, boolean holds, String reason, String message, OffsetDateTime now) {
        var conditions = new ArrayList<>(Objects.requireNonNullElse(status.getConditions(), List.of()));
        var condition = new V1JobCondition()
                .type(type)
                .status(holds ? "True" : "False")
                .reason(reason)
                .message(message)
                .lastProbeTime(now)
                .lastTransitionTime(now);
        var known = find(status, type);
        if (known == null) {
            conditions.add(condition);
        } else {
            conditions.set(conditions.indexOf(known), condition);
        }
        status.setConditions(conditions);
    }
}
