package dev.navarch.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.navarch.store.RecordingListener;
import dev.navarch.store.StorageException;
import dev.navarch.store.StoreEvent;
import dev.navarch.store.StoreKey;
import dev.navarch.store.WriteOutcome;
import dev.navarch.store.exercise.StoreExercise;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A primary and two replicas: what is answered or watched is on all three, whatever becomes of the primary. */
class ReplicatedRedisIT {
    private static final StoreKey POD = new StoreKey("pods", "default/web");
    private static final StoreKey OPEN = new StoreKey("pods", "default/open");
    private static final byte[] VALUE = "value".getBytes(UTF_8);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RedisStoreSettings IMPATIENT = waitingAtMost(Duration.ofSeconds(4));
    private static final RedisStoreSettings PATIENT = waitingAtMost(Duration.ofSeconds(60));
    private static final Executor THREADS =
            task -> Thread.ofVirtual().name("writer").start(task);

    @TempDir
    private Path directory;

    private RedisServer primary;
    private RedisServer first;
    private RedisServer second;

    @BeforeEach
    void startRedis() throws IOException {
        primary = RedisServer.start(directory.resolve("primary"));
        first = RedisServer.start(directory.resolve("first"));
        second = RedisServer.start(directory.resolve("second"));
        first.follow(primary);
        second.follow(primary);
    }

    @AfterEach
    void stopRedis() {
        Stream.of(primary, first, second).filter(Objects::nonNull).forEach(RedisServer::close);
    }

    @Test
    void answersOnceBothReplicasHaveTheWrite() {
        try (var store = open(IMPATIENT)) {
            assertThat(store.create(POD, VALUE, null)).isInstanceOf(WriteOutcome.Written.class);

            assertThat(holds(first, POD)).isTrue();
            assertThat(holds(second, POD)).isTrue();
        }
    }

    @Test
    void saysUnknownAndShowsNobodyTheEventWhileAReplicaIsSilent() throws Exception {
        try (var store = open(IMPATIENT)) {
            var listener = new RecordingListener();
            store.watch(store.currentRevision(), listener);
            second.signal("STOP");

            assertThat(store.create(OPEN, VALUE, null))
                    .isInstanceOfSatisfying(
                            WriteOutcome.Unknown.class,
                            unknown -> assertThat(unknown.why()).contains("waits for 2"));
            assertThat(holds(primary, OPEN)).isTrue();
            assertThat(listener.events()).isEmpty();
            assertThatThrownBy(() -> store.get(OPEN)).hasMessageContaining("replicas are behind");
            assertThatThrownBy(() -> store.list("pods", chunk -> {})).hasMessageContaining("replicas are behind");

            second.signal("CONT");
            await().atMost(PATIENCE).until(() -> listener.events().size() == 1);
            assertThat(listener.events().getFirst())
                    .isInstanceOfSatisfying(
                            StoreEvent.Put.class,
                            put -> assertThat(put.entry().key()).isEqualTo(OPEN));
            assertThat(store.get(OPEN)).isNotNull();
        }
    }

    @Test
    void answersAWriteThatWasHeldBackOnceTheReplicaIsBack() throws Exception {
        try (var store = open(PATIENT)) {
            second.signal("STOP");
            var write = createInBackground(store);
            await().atMost(PATIENCE).until(() -> holds(primary, OPEN));
            assertThat(write).isNotDone();

            second.signal("CONT");
            assertThat(write.join()).isInstanceOf(WriteOutcome.Written.class);
        }
    }

    @Test
    void carriesOnOverTheReplicaThatAnOperatorGaveUp() throws Exception {
        try (var store = open(PATIENT)) {
            second.signal("STOP");
            var write = createInBackground(store);
            await().atMost(PATIENCE).until(() -> holds(primary, OPEN));
            // A silent one is not counted again.
            await().atMost(PATIENCE).until(() -> following(primary) == 1);
            primary.ask(redis -> redis.hset(StoreScripts.STATE, "k", "1"));

            assertThat(write.join()).isInstanceOf(WriteOutcome.Written.class);
            assertThat(store.create(POD, VALUE, null)).isInstanceOf(WriteOutcome.Written.class);
        }
    }

    @Test
    void waitsForAReplicaThatJoinedLater() throws Exception {
        second.close();
        await().atMost(PATIENCE).until(() -> following(primary) == 1);
        try (var store = open(IMPATIENT)) {
            second.restartFollowing(primary);
            await().atMost(PATIENCE).until(() -> "2".equals(primary.ask(redis -> redis.hget(StoreScripts.STATE, "k"))));
            second.signal("STOP");

            assertThat(store.create(OPEN, VALUE, null)).isInstanceOf(WriteOutcome.Unknown.class);
        }
    }

    @Test
    void followsAPromotedReplicaIntoANewEpoch() {
        try (var store = open(PATIENT)) {
            var created = ((WriteOutcome.Written) store.create(POD, VALUE, null)).revision();
            var listener = new RecordingListener();
            store.watch(created, listener);
            primary.kill();
            first.promote();
            second.follow(first);

            await().atMost(PATIENCE).until(() -> !listener.events().isEmpty());
            assertThat(listener.events().getFirst()).isInstanceOfSatisfying(StoreEvent.EpochStarted.class, epoch -> {
                assertThat(epoch.previousRevision()).isEqualTo(created);
                assertThat(epoch.epoch()).startsWith("2:");
            });
            assertThat(store.get(POD)).isNotNull();
            assertThat(store.update(POD, VALUE, created, null))
                    .isEqualTo(new WriteOutcome.Written(created + (1 << 20) + 1));
        }
    }

    @Test
    void findsAHeldBackWriteByItsIdOnThePromotedReplica() throws Exception {
        try (var store = open(PATIENT)) {
            second.signal("STOP");
            var write = createInBackground(store);
            await().atMost(PATIENCE).until(() -> holds(first, OPEN));
            primary.kill();
            first.promote();
            second.signal("CONT");
            second.follow(first);

            assertThat(write.join()).isInstanceOf(WriteOutcome.Written.class);
            assertThat(store.get(OPEN)).isNotNull();
        }
    }

    @Test
    void saysThatNothingWasWrittenWhenThePromotedReplicaLacksTheWrite() throws Exception {
        try (var store = open(PATIENT)) {
            var listener = new RecordingListener();
            store.watch(store.currentRevision(), listener);
            first.promote();
            second.follow(first);
            var write = createInBackground(store);
            await().atMost(PATIENCE).until(() -> holds(primary, OPEN));
            primary.kill();

            assertThatThrownBy(write::join)
                    .isInstanceOf(CompletionException.class)
                    .cause()
                    .isInstanceOf(StorageException.class)
                    .hasMessageContaining("Nothing was written");
            await().atMost(PATIENCE).until(() -> !listener.events().isEmpty());
            assertThat(listener.events()).hasSize(1).first().isInstanceOf(StoreEvent.EpochStarted.class);
            assertThat(store.get(OPEN)).isNull();
        }
    }

    @Test
    void isNotServedFromAPrimaryWhoseReplicasHaveLeftIt() {
        open(IMPATIENT).close();
        first.promote();
        second.follow(first);

        assertThatThrownBy(() -> RedisVersionedStore.open(
                                primary.endpoint(), directory.resolve("identity"), IMPATIENT, Clock.systemUTC())
                        .close())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("replicas are behind");
    }

    @Test
    void losesNoAnsweredWriteWhenPrimariesDie() throws Exception {
        try (var store = open(PATIENT)) {
            var history = new StoreExercise(store, 20_265).run(100, 2, this::failOver);

            assertThat(history.epochs()).isEqualTo(3);
            assertThat(history.unknownWrites()).isZero();
            assertThat(history.answeredWrites()).isGreaterThan(400);
        }
    }

    /** What Sentinel would do: one replica takes over, the other follows it, and so does the old primary once it is back. */
    private void failOver() throws IOException {
        primary.kill();
        first.promote();
        second.follow(first);
        primary.restartFollowing(first);
        var old = primary;
        primary = first;
        first = second;
        second = old;
    }

    private RedisVersionedStore open(RedisStoreSettings settings) {
        var hosts = Stream.of(primary, first, second)
                .map(server -> "127.0.0.1:" + server.port())
                .collect(Collectors.joining(","));
        var endpoint = new RedisEndpoint("redis://:" + RedisServer.PASSWORD + "@" + hosts);
        return RedisVersionedStore.open(endpoint, directory.resolve("identity"), settings, Clock.systemUTC());
    }

    private static CompletableFuture<WriteOutcome> createInBackground(RedisVersionedStore store) {
        return CompletableFuture.supplyAsync(() -> store.create(OPEN, VALUE, null), THREADS);
    }

    private static boolean holds(RedisServer server, StoreKey key) {
        return server.ask(redis -> redis.hexists(key.kind(), key.name()));
    }

    private static int following(RedisServer server) {
        return Replication.parse(server.ask(redis -> redis.info("replication"))).following();
    }

    private static RedisStoreSettings waitingAtMost(Duration time) {
        return new RedisStoreSettings(Duration.ofSeconds(2), time, Duration.ofMinutes(10), 64L << 20, 2);
    }
}
