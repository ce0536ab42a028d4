package dev.navarch.cloud.routes;

import io.kubernetes.client.openapi.models.V1NodeCondition;
import java.time.OffsetDateTime;

/** What a node's condition NetworkUnavailable says of its route. */
enum Reachability {
    REACHABLE("False", "RouteCreated", "RouteController created a route"),
    UNREACHABLE("True", "NoRouteCreated", "RouteController failed to create a route");

    private static final String TYPE = "NetworkUnavailable";

    private final String status;
    private final String reason;
    private final String message;

    Reachability(String status, String reason, String message) {
        this.status = status;
        this.reason = reason;
        this.message = message;
    }

    boolean isSaidBy(V1NodeCondition condition) {
        return TYPE.equals(condition.getType())
                && status.equals(condition.getStatus())
                && reason.equals(condition.getReason());
    }

    /** A strategic merge patch of the node's status. */
    String patch(OffsetDateTime now) {
        return """
                {"status":{"conditions":[{"type":"%s","status":"%s","reason":"%s","message":"%s",
                  "lastHeartbeatTime":"%s","lastTransitionTime":"%s"}]}}""".formatted(TYPE, status, reason, message, now, now);
    }
}
