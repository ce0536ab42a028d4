package dev.navarch.store.settings;

import dev.navarch.store.VersionedStore;
import dev.navarch.store.memory.InMemoryVersionedStore;
import dev.navarch.store.redis.EmbeddedRedis;
import dev.navarch.store.redis.RedisStoreSettings;
import dev.navarch.store.redis.RedisVersionedStore;
import java.time.Clock;

public final class VersionedStores {
    private VersionedStores() {}

    /** @throws dev.navarch.store.StorageException saying what has to be changed before this store can be served from */
    public static VersionedStore open(StoreSettings settings, Clock clock) {
        return switch (settings) {
            case StoreSettings.InMemory() -> new InMemoryVersionedStore(clock);
            case StoreSettings.External(var endpoint, var identityFile) ->
                RedisVersionedStore.open(endpoint, identityFile, RedisStoreSettings.DEFAULT, clock);
            case StoreSettings.Embedded embedded -> openEmbedded(embedded, clock);
        };
    }

    private static VersionedStore openEmbedded(StoreSettings.Embedded embedded, Clock clock) {
        var redis = EmbeddedRedis.startOrAdopt(embedded.directory(), embedded.owner(), null);
        return RedisVersionedStore.open(
                redis.endpoint(), embedded.identityFile(), RedisStoreSettings.DEFAULT, clock, redis::stop);
    }
}
