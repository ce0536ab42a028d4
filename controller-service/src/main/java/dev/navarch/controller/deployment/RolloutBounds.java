package dev.navarch.controller.deployment;

import dev.navarch.controller.pods.Portion;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.V1Deployment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** How many pods a rollout may have too many, and how many it may lack. */
record RolloutBounds(int replicas, int maxSurge, int maxUnavailable) {
    private static final IntOrString QUARTER = new IntOrString("25%");

    static RolloutBounds of(V1Deployment deployment) {
        var replicas = Objects.requireNonNullElse(deployment.getSpec().getReplicas(), 1);
        var strategy = deployment.getSpec().getStrategy();
        if (isRecreate(deployment)) {
            return new RolloutBounds(replicas, 0, 0);
        }
        var rolling = strategy == null ? null : strategy.getRollingUpdate();
        var surge = Portion.roundedUp(given(rolling == null ? null : rolling.getMaxSurge()), replicas);
        var unavailable = Portion.roundedDown(given(rolling == null ? null : rolling.getMaxUnavailable()), replicas);
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

    private static IntOrString given(@Nullable IntOrString portion) {
        return portion == null ? QUARTER : portion;
    }
}
