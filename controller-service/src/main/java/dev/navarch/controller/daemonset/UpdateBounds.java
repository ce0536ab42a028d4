package dev.navarch.controller.daemonset;

import dev.navarch.controller.pods.Portion;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import java.util.Objects;

/** How many nodes may have two pods while an update runs, and how many may have none that is available. */
record UpdateBounds(int maxSurge, int maxUnavailable) {
    static UpdateBounds of(V1DaemonSet set, int desired) {
        var strategy = set.getSpec().getUpdateStrategy();
        var rolling = strategy == null ? null : strategy.getRollingUpdate();
        if (!isRolling(set) || rolling == null) {
            return new UpdateBounds(0, isRolling(set) ? 1 : 0);
        }
        var surge = Objects.requireNonNullElse(rolling.getMaxSurge(), new IntOrString(0));
        var unavailable = Objects.requireNonNullElse(rolling.getMaxUnavailable(), new IntOrString(1));
        return new UpdateBounds(Portion.roundedUp(surge, desired), Portion.roundedUp(unavailable, desired));
    }

    static boolean isRolling(V1DaemonSet set) {
        var strategy = set.getSpec().getUpdateStrategy();
        return strategy != null && "RollingUpdate".equals(strategy.getType());
    }
}
