package dev.navarch.store.redis;

import dev.navarch.store.VersionedStore;
import dev.navarch.store.VersionedStoreContract;
import io.lettuce.core.RedisClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The contract against one real Redis, emptied before each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class RedisContract extends VersionedStoreContract {
    @TempDir
    protected static Path directory;

    private RedisEndpoint redis;
    private int stores;

    /** With the data that an earlier one of the same test class left. */
    protected abstract RedisEndpoint startRedis() throws Exception;

    protected abstract void stopRedis() throws Exception;

    @BeforeAll
    void start() throws Exception {
        redis = startRedis();
    }

    /** When nobody needs its data any more. */
    @AfterAll
    protected void removeRedis() throws Exception {
        stopRedis();
    }

    @Override
    protected VersionedStore open() {
        try (var client = RedisClient.create(redis.uri())) {
            client.connect().sync().flushall();
        }
        return RedisVersionedStore.open(
                redis, directory.resolve("identity-" + stores++), RedisStoreSettings.DEFAULT, Clock.systemUTC());
    }

    @Override
    protected void passTime(Duration time) {
        // Redis' own clock decides, and it goes by itself.
    }

    @Override
    protected void startNewEpoch() throws Exception {
        stopRedis();
        redis = startRedis();
    }
}
