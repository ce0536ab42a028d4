package dev.navarch.store.redis;

import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** On a Redis that the store starts itself. */
abstract class EmbeddedRedisContract extends RedisContract {
    private @Nullable EmbeddedRedis redis;

    /** @return null for the system's Redis */
    abstract @Nullable Path executable() throws IOException;

    @Override
    protected RedisEndpoint startRedis() throws IOException {
        var started = EmbeddedRedis.startOrAdopt(directory.resolve("redis"), null, executable());
        redis = started;
        return started.endpoint();
    }

    @Override
    protected void stopRedis() {
        if (redis != null) redis.stop();
    }
}
