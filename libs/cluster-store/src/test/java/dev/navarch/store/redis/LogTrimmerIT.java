package dev.navarch.store.redis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.store.ManualClock;
import dev.navarch.store.StoreKey;
import dev.navarch.store.WriteOutcome;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log is kept as long, and as large, as the settings say; to the next whole node of the stream. */
class LogTrimmerIT {
    private static final long NO_LIMIT = 1L << 40;
    private static final long ONE_MEBIBYTE = 1L << 20;
    private static final int NODE_BYTES = 65_536;
    private static final int ENTRIES_A_NODE = 7;

    @TempDir
    private Path directory;

    private final ManualClock clock = new ManualClock();
    private RedisServer redis;
    private RedisConnector connector;
    private RedisSession session;

    @BeforeEach
    void startRedis() throws IOException {
        redis = RedisServer.start(directory.resolve("redis"), "--stream-node-max-bytes", Integer.toString(NODE_BYTES));
        connector = new RedisConnector(
                redis.endpoint(), new IdentityFile(directory.resolve("identity")), RedisStoreSettings.DEFAULT);
        session = connector.open(null);
    }

    @AfterEach
    void stopRedis() {
        session.close();
        connector.close();
        redis.close();
    }

    @Test
    void forgetsEventsOlderThanTheLogIsKept() {
        var trimmer = trimmer(Duration.ofMinutes(10), NO_LIMIT);
        trimmer.trim(session);
        var old = createPods("old", 50);
        clock.pass(Duration.ofMinutes(5));
        trimmer.trim(session);
        createPods("young", 50);
        clock.pass(Duration.ofMinutes(4));
        trimmer.trim(session);
        assertThat(oldestInLog()).isEqualTo(1);

        clock.pass(Duration.ofMinutes(7));
        trimmer.trim(session);
        assertThat(oldestInLog()).isBetween(old - ENTRIES_A_NODE, old + 1);
    }

    @Test
    void forgetsTheOldestEventsOnceTheLogIsTooLarge() {
        var trimmer = trimmer(Duration.ofDays(1), ONE_MEBIBYTE);
        var newest = createPods("large", 300);
        assertThat(logBytes()).isGreaterThan(2 * ONE_MEBIBYTE);

        trimmer.trim(session);
        assertThat(logBytes()).isBetween(ONE_MEBIBYTE / 2, ONE_MEBIBYTE + NODE_BYTES);
        assertThat(oldestInLog()).isBetween(newest / 2, newest - 50);
    }

    private LogTrimmer trimmer(Duration age, long bytes) {
        var settings = RedisStoreSettings.DEFAULT;
        return new LogTrimmer(
                clock, new RedisStoreSettings(settings.commandTimeout(), settings.requestTimeout(), age, bytes, 2));
    }

    /** @return the last one's revision */
    private long createPods(String name, int count) {
        var last = 0L;
        for (var i = 0; i < count; i++) {
            var key = new StoreKey("pods", name + i);
            var write = RedisWrite.put(key, new byte[10_000], 0, null, name + i);
            last = ((WriteOutcome.Written) session.commit().submit(write).join()).revision();
        }
        return last;
    }

    private long oldestInLog() {
        var first = redis.ask(commands -> commands.xrange(StoreScripts.LOG, Range.unbounded(), Limit.from(1)));
        return LogEntry.revision(first.getFirst().getId());
    }

    private long logBytes() {
        return redis.ask(commands -> commands.memoryUsage(StoreScripts.LOG));
    }
}
