package dev.navarch.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.navarch.store.StorageException;
import dev.navarch.store.StoreKey;
import dev.navarch.store.WriteOutcome;
import dev.navarch.store.exercise.StoreExercise;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The store when Redis is killed, unreachable, emptied or set up wrongly. */
class RedisTroubleIT {
    private static final StoreKey POD = new StoreKey("pods", "default/web");
    private static final byte[] VALUE = "value".getBytes(UTF_8);
    private static final RedisStoreSettings IMPATIENT =
            new RedisStoreSettings(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofMinutes(10), 64L << 20, 2);

    @TempDir
    private Path directory;

    private EmbeddedRedis redis;

    @BeforeEach
    void startRedis() {
        redis = EmbeddedRedis.startOrAdopt(directory.resolve("redis"));
    }

    @AfterEach
    void stopRedis() {
        redis.stop();
    }

    @Test
    void losesNoAnsweredWriteWhenRedisIsKilled() throws Exception {
        try (var store = open(redis.endpoint(), RedisStoreSettings.DEFAULT)) {
            var history = new StoreExercise(store, 20_263).run(200, 5, () -> {
                ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();
                redis = EmbeddedRedis.startOrAdopt(directory.resolve("redis"));
            });

            assertThat(history.epochs()).isEqualTo(6);
            assertThat(history.unknownWrites()).isZero();
            assertThat(history.answeredWrites()).isGreaterThan(800);
        }
    }

    @Test
    void knowsWhatBecameOfEachWriteWhoseReplyWasLost() throws Exception {
        try (var proxy = LossyProxy.before(redis.endpoint());
                var store = open(proxy.endpoint(), RedisStoreSettings.DEFAULT)) {
            var history = new StoreExercise(store, 20_264).run(200, 10, proxy::loseReplies);

            assertThat(history.epochs()).isEqualTo(1);
            assertThat(history.unknownWrites()).isZero();
            assertThat(history.answeredWrites()).isGreaterThan(800);
        }
    }

    @Test
    void saysUnknownWhenRedisFallsSilentAndStaysSilent() throws Exception {
        try (var store = open(redis.endpoint(), IMPATIENT)) {
            store.create(POD, VALUE, null);
            signal("STOP");
            try {
                assertThat(store.create(new StoreKey("pods", "default/silent"), VALUE, null))
                        .isInstanceOf(WriteOutcome.Unknown.class);
                assertThatThrownBy(() -> store.get(POD)).isInstanceOf(StorageException.class);
            } finally {
                signal("CONT");
            }
            await().atMost(Duration.ofSeconds(10)).ignoreExceptions().until(() -> store.get(POD) != null);
        }
    }

    @Test
    void refusesToServeOverALostDataFile() throws Exception {
        try (var store = open(redis.endpoint(), IMPATIENT)) {
            store.create(POD, VALUE, null);
            redis.stop();
            deleteData();
            redis = EmbeddedRedis.startOrAdopt(directory.resolve("redis"));

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(
                            () -> assertThatThrownBy(() -> store.get(POD)).hasMessageContaining("its data was lost"));
            assertThatThrownBy(() -> store.create(POD, VALUE, null)).hasMessageContaining("its data was lost");
        }
        assertThatThrownBy(() -> open(redis.endpoint(), IMPATIENT).close())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("its data was lost")
                .hasMessageContaining(directory.resolve("identity").toString());
    }

    @Test
    void refusesAnotherClustersData() {
        open(redis.endpoint(), IMPATIENT).close();
        new IdentityFile(directory.resolve("identity")).write("another");

        assertThatThrownBy(() -> open(redis.endpoint(), IMPATIENT).close())
                .hasMessageContaining("another cluster's data");
    }

    @Test
    void refusesARedisThatIsInUseForSomethingElse() {
        withRedis(commands -> commands.set("session:1", "x"));

        assertThatThrownBy(() -> open(redis.endpoint(), IMPATIENT).close()).hasMessageContaining("not Navarch's");
    }

    @ParameterizedTest
    @CsvSource({
        "appendonly, no",
        "appendfsync, everysec",
        "no-appendfsync-on-rewrite, yes",
        "aof-load-truncated, no",
        "maxmemory-policy, allkeys-lru"
    })
    void refusesARedisThatWouldLoseAnsweredWritesNamingTheSetting(String setting, String value) {
        withRedis(commands -> commands.configSet(setting, value));

        assertThatThrownBy(() -> open(redis.endpoint(), IMPATIENT).close())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("'" + setting + " " + value + "'");
    }

    @Test
    void refusesWhenNobodyAnswers() {
        redis.stop();

        assertThatThrownBy(() -> open(redis.endpoint(), IMPATIENT).close())
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("refused");
    }

    @Test
    void carriesOnWithTheSameDataAfterThisProcessRestarts() {
        try (var store = open(redis.endpoint(), IMPATIENT)) {
            store.create(POD, VALUE, null);
        }
        try (var store = open(redis.endpoint(), IMPATIENT)) {
            assertThat(store.currentRevision()).isEqualTo(2);
            assertThat(store.get(POD)).isNotNull();
        }
    }

    private RedisVersionedStore open(RedisEndpoint endpoint, RedisStoreSettings settings) {
        return RedisVersionedStore.open(endpoint, directory.resolve("identity"), settings, Clock.systemUTC());
    }

    private void withRedis(Consumer<RedisCommands<String, String>> use) {
        try (var client = RedisClient.create(redis.endpoint().uri())) {
            use.accept(client.connect().sync());
        }
    }

    private void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(redis.pid()))
                .start()
                .waitFor();
    }

    private void deleteData() throws IOException {
        try (var files = Files.walk(directory.resolve("redis"))) {
            for (var file : files.filter(it -> it.toString().contains("appendonly"))
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(file);
            }
        }
    }
}
