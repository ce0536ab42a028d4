package dev.navarch.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.store.RecordingListener;
import dev.navarch.store.StoreKey;
import dev.navarch.store.WriteOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the store sends to Redis, counted by Redis. */
class RedisCommandsIT {
    private static final byte[] VALUE = "value".getBytes(UTF_8);

    @TempDir
    private Path directory;

    private RedisServer redis;
    private RedisVersionedStore store;
    private RedisMonitor monitor;

    @BeforeEach
    void startRedis() throws IOException {
        redis = RedisServer.start(directory.resolve("redis"));
        store = RedisVersionedStore.open(
                redis.endpoint(), directory.resolve("identity"), RedisStoreSettings.DEFAULT, Clock.systemUTC());
        monitor = RedisMonitor.on(redis);
    }

    @AfterEach
    void stopRedis() throws IOException {
        monitor.close();
        store.close();
        redis.close();
    }

    @Test
    void sendsOneCommandAWrite() {
        for (var i = 0; i < 50; i++) {
            var revision = written(store.create(pod(i), VALUE, null));
            revision = written(store.update(pod(i), VALUE, revision, Duration.ofHours(1)));
            written(store.delete(pod(i), revision));
        }
        monitor.catchUp(redis);

        assertThat(writesSent()).isEqualTo(150);
        assertThat(objectReadsSent()).isEmpty();
    }

    @Test
    void sendsOneCommandForAllWritesThatWait() throws Exception {
        var began = new CountDownLatch(100);
        var writers = new ArrayList<Thread>();
        redis.signal("STOP");
        for (var i = 0; i < 100; i++) {
            var pod = pod(i);
            writers.add(Thread.ofVirtual().start(() -> {
                began.countDown();
                store.create(pod, VALUE, null);
            }));
        }
        began.await();
        redis.signal("CONT");
        for (var writer : writers) writer.join();
        monitor.catchUp(redis);

        assertThat(listed()).isEqualTo(100);
        // A lone one on each connection, the rest together; a few of the threads may have come late.
        assertThat(writesSent()).isLessThan(15);
    }

    @Test
    void readsNoObjectForAnyNumberOfWatchers() {
        var listeners = Stream.generate(RecordingListener::new).limit(20).toList();
        for (var listener : listeners) store.watch(store.currentRevision(), listener);
        monitor.catchUp(redis);
        var readsBefore = objectReadsSent().size();
        IntStream.range(0, 50).forEach(i -> written(store.create(pod(i), VALUE, null)));

        await().until(() ->
                listeners.stream().allMatch(listener -> listener.events().size() == 50));
        monitor.catchUp(redis);
        assertThat(objectReadsSent()).hasSize(readsBefore);
        assertThat(monitor.sent("XREAD").count()).isLessThan(80);
    }

    private static StoreKey pod(int number) {
        return new StoreKey("pods", "default/p" + number);
    }

    private static long written(WriteOutcome outcome) {
        assertThat(outcome).isInstanceOf(WriteOutcome.Written.class);
        return ((WriteOutcome.Written) outcome).revision();
    }

    private long writesSent() {
        return monitor.sent("EVALSHA")
                .filter(command -> command.contains("\"pods\""))
                .count();
    }

    private List<String> objectReadsSent() {
        return Stream.of("HGET", "HMGET", "HGETALL", "HSCAN", "XRANGE")
                .flatMap(monitor::sent)
                .filter(command -> !command.contains("\"" + StoreScripts.STATE + "\""))
                .toList();
    }

    private int listed() {
        var count = new int[1];
        store.list("pods", chunk -> count[0] += chunk.size());
        return count[0];
    }
}
