package dev.navarch.controller.deployment;

import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How many pods a rollout may have too many, and how many it may lack. */
record RolloutBounds(int replicas, int maxSurge, int maxUnavailable) {
    static RolloutBounds of(V1Deployment deployment) {
        var replicas = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        var strategy = deployment.getSpec().getStrategy();
        if (isRecreate(deployment)) {
            return new RolloutBounds(replicas, 0, 0);
        }
        var rolling = strategy == null ? null : strategy.getRollingUpdate();
        var surge = part(rolling == null ? null : rolling.getMaxSurge(), replicas, true);
        var unavailable = part(rolling == null ? null : rolling.getMaxUnavailable(), replicas, false);
        if (surge == 0 && unavailable == 0) {
            unavailable = 1;
        }
        return new RolloutBounds(replicas, surge, Math.min(unavailable, replicas));
    }

    static boolean isRecreate(V1Deployment deployment) {
        var strategy = deployment.getSpec().getStrategy();
        return strategy != null && "Recreate".equals(strategy.getType());
    }

    int mostPods() {
        return replicas + maxSurge;
    }

    int leastAvailable() {
        return replicas - maxUnavailable;
    }

    private static int part(@Nullable IntOrString value, int replicas, boolean up) {
        if (value != null && value.isInteger()) {
            return value.getIntValue();
        }
        var text = value == null ? "25%" : value.getStrValue();
        var share = Integer.parseInt(text.replace("%", "")) * replicas;
        return up ? Math.ceilDiv(share, 100) : share / 100;
    }
}
