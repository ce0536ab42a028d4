package dev.navarch.store.redis;

import dev.navarch.store.VersionedStore;
import dev.navarch.store.VersionedStoreContract;
import io.lettuce.core.RedisClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract against one real Redis, emptied before each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class RedisContract extends VersionedStoreContract {
    @TempDir
    static Path directory;

    private EmbeddedRedis redis;
    private int stores;

    /** @return null for the system's Redis */
    abstract @Nullable Path executable() throws IOException;

    @BeforeAll
    void startRedis() throws IOException {
        redis = EmbeddedRedis.startOrAdopt(directory.resolve("redis"), null, executable());
    }

    @AfterAll
    void stopRedis() {
        redis.stop();
    }

    @Override
    protected VersionedStore open() {
        try (var client = RedisClient.create(redis.endpoint().uri())) {
            client.connect().sync().flushall();
        }
        return RedisVersionedStore.open(
                redis.endpoint(),
                directory.resolve("identity-" + stores++),
                RedisStoreSettings.DEFAULT,
                Clock.systemUTC());
    }

    @Override
    protected void passTime(Duration time) {
        // Redis' own clock decides, and it goes by itself.
    }

    @Override
    protected void startNewEpoch() throws IOException {
        redis.stop();
        redis = EmbeddedRedis.startOrAdopt(directory.resolve("redis"), null, executable());
    }
}
