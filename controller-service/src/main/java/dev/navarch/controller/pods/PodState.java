package dev.navarch.controller.pods;

import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodCondition;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Questions that several loops ask of a pod. */
public final class PodState {
    private PodState() {}

    public static String phase(V1Pod pod) {
        var status = pod.getStatus();
        return status == null || status.getPhase() == null ? "Pending" : status.getPhase();
    }

    public static boolean isTerminal(V1Pod pod) {
        var phase = phase(pod);
        return phase.equals("Succeeded") || phase.equals("Failed");
    }

    public static boolean isTerminating(V1Pod pod) {
        return pod.getMetadata().getDeletionTimestamp() != null;
    }

    public static boolean isActive(V1Pod pod) {
        return !isTerminal(pod) && !isTerminating(pod);
    }

    public static boolean isReady(V1Pod pod) {
        var ready = condition(pod, "Ready");
        return ready != null && "True".equals(ready.getStatus());
    }

    /** When it last became ready; null for a pod that is not. */
    public static @Nullable Instant readySince(V1Pod pod) {
        var ready = condition(pod, "Ready");
        if (ready == null || !"True".equals(ready.getStatus()) || ready.getLastTransitionTime() == null) {
            return null;
        }
        return ready.getLastTransitionTime().toInstant();
    }

    public static boolean isAvailable(V1Pod pod, int minReadySeconds, Instant now) {
        if (!isReady(pod)) {
            return false;
        }
        var since = readySince(pod);
        return minReadySeconds == 0
                || (since != null
                        && !since.plus(Duration.ofSeconds(minReadySeconds)).isAfter(now));
    }

    public static @Nullable V1PodCondition condition(V1Pod pod, String type) {
        var status = pod.getStatus();
        if (status == null || status.getConditions() == null) {
            return null;
        }
        return status.getConditions().stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst()
                .orElse(null);
    }

    public static String nodeName(V1Pod pod) {
        var spec = pod.getSpec();
        return spec == null || spec.getNodeName() == null ? "" : spec.getNodeName();
    }
}
