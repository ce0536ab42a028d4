package dev.navarch.standalone.cluster;

import dev.navarch.standalone.cluster.ClusterStatus.RoleStatus;
import dev.navarch.store.redis.EmbeddedRedis;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The cluster's Redis: one of its own below the data directory, or the external one that {@code --redis} named. */
final class ClusterStore {
    private static final String ROLE = "redis";

    private ClusterStore() {}

    /** @return where the API server finds it, password included */
    static String start(ClusterSettings settings, ClusterDirectory directory, CallingUser user) {
        if (settings.redis() != null) return settings.redis();
        return EmbeddedRedis.startOrAdopt(directory.redis(), user.sudoUser(), null)
                .endpoint()
                .uri();
    }

    static void stop(ClusterSettings settings, ClusterDirectory directory) {
        if (settings.redis() == null) EmbeddedRedis.stop(directory.redis());
    }

    static @Nullable RoleStatus status(ClusterSettings settings, ClusterDirectory directory) {
        if (settings.redis() != null) return null;
        var running = EmbeddedRedis.findRunning(directory.redis());
        return running == null
                ? new RoleStatus(ROLE, ROLE, null, 0)
                : new RoleStatus(
                        ROLE,
                        ROLE,
                        running.pid(),
                        URI.create(running.endpoint().uri()).getPort());
    }
}
