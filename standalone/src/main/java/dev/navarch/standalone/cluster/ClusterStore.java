package dev.navarch.standalone.cluster;

import dev.navarch.standalone.cluster.ClusterStatus.RoleStatus;
import dev.navarch.standalone.command.UserError;
import dev.navarch.store.StorageException;
import dev.navarch.store.redis.EmbeddedRedis;
import dev.navarch.store.redis.RedisEndpoint;
import dev.navarch.store.redis.RedisStoreSettings;
import dev.navarch.store.redis.RedisVersionedStore;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** The cluster's Redis: one of its own below the data directory, or the external one that {@code --redis} named. */
final class ClusterStore {
    private static final String ROLE = "redis";

    private ClusterStore() {}

    /** @return where the API server finds it, password included */
    static String start(ClusterSettings settings, ClusterDirectory directory, CallingUser user) {
        try {
            return settings.redis() == null
                    ? EmbeddedRedis.startOrAdopt(directory.redis(), user.sudoUser(), null)
                            .endpoint()
                            .uri()
                    : checked(settings.redis(), directory, user);
        } catch (StorageException | IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()), e);
        }
    }

    /** Says here and now what is wrong with an external Redis, rather than in the API server's log. */
    private static String checked(String url, ClusterDirectory directory, CallingUser user) {
        RedisVersionedStore.open(
                        new RedisEndpoint(url),
                        directory.storeIdentity(),
                        RedisStoreSettings.DEFAULT,
                        Clock.systemUTC())
                .close();
        user.own(directory.storeIdentity());
        return url;
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
