package dev.navarch.bench.store;

import dev.navarch.store.StoreKey;
import dev.navarch.store.VersionedStore;
import dev.navarch.store.WriteOutcome;
import dev.navarch.store.redis.EmbeddedRedis;
import dev.navarch.store.redis.RedisStoreSettings;
import dev.navarch.store.redis.RedisVersionedStore;
import java.nio.file.Path;
import java.time.Clock;

/** The store as the API server has it, on the Redis that the launcher would start. */
final class RedisUnderLoad implements DurableStore {
    private final EmbeddedRedis redis;
    private final VersionedStore store;

    RedisUnderLoad(Path directory) {
        redis = EmbeddedRedis.startOrAdopt(directory.resolve("redis"));
        store = RedisVersionedStore.open(
                redis.endpoint(), directory.resolve("identity"), RedisStoreSettings.DEFAULT, Clock.systemUTC());
    }

    @Override
    public void create(String name, byte[] value) {
        var outcome = store.create(new StoreKey("configmaps", name), value, null);
        if (!(outcome instanceof WriteOutcome.Written)) throw new IllegalStateException(name + ": " + outcome);
    }

    @Override
    public void close() {
        store.close();
        redis.stop();
    }
}
