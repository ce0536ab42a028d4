package dev.navarch.scheduler.binding;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodCondition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A condition as the scheduler writes it; {@code lastTransitionTime} moves only when the status does. */
public record PodCondition(
        String type,
        String status,
        String reason,
        String message,
        Instant lastTransitionTime,
        @Nullable Long generation) {

    /** The condition for this pod now; null where the pod says the same already. */
    public static @Nullable PodCondition changed(
            V1Pod pod, String type, String status, String reason, String message, Instant now) {
        var current = find(pod, type);
        var generation = Objects.requireNonNull(pod.getMetadata()).getGeneration();
        var sameStatus = current != null && status.equals(current.getStatus());
        if (sameStatus
                && current != null
                && reason.equals(current.getReason())
                && message.equals(current.getMessage())
                && Objects.equals(generation, current.getObservedGeneration())) return null;
        var since = sameStatus && current != null && current.getLastTransitionTime() != null
                ? current.getLastTransitionTime().toInstant()
                : now;
        return new PodCondition(type, status, reason, message, since.truncatedTo(ChronoUnit.SECONDS), generation);
    }

    String asPatch(String uid, @Nullable String nominatedNode) {
        var condition = new JsonObject();
        condition.addProperty("type", type);
        condition.addProperty("status", status);
        condition.addProperty("reason", reason);
        condition.addProperty("message", message);
        condition.addProperty("lastTransitionTime", lastTransitionTime.toString());
        if (generation != null) condition.addProperty("observedGeneration", generation);
        var conditions = new JsonArray();
        conditions.add(condition);
        var patched = new JsonObject();
        patched.add("conditions", conditions);
        if (nominatedNode != null) patched.addProperty("nominatedNodeName", nominatedNode);
        return patch(uid, patched);
    }

    static String nominationPatch(String uid) {
        var patched = new JsonObject();
        patched.add("nominatedNodeName", JsonNull.INSTANCE);
        return patch(uid, patched);
    }

    private static String patch(String uid, JsonObject status) {
        var metadata = new JsonObject();
        metadata.addProperty("uid", uid);
        var patch = new JsonObject();
        patch.add("metadata", metadata);
        patch.add("status", status);
        return patch.toString();
    }

    private static @Nullable V1PodCondition find(V1Pod pod, String type) {
        var status = pod.getStatus();
        if (status == null || status.getConditions() == null) return null;
        return status.getConditions().stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst()
                .orElse(null);
    }
}
