package dev.navarch.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.navarch.store.StorageException;
import dev.navarch.store.StoreKey;
import dev.navarch.store.WriteOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedRedisIT {
    @TempDir
    private Path directory;

    @AfterEach
    void stopRedis() {
        EmbeddedRedis.stop(directory);
    }

    @Test
    void adoptsTheRedisThatRunsAlready() {
        var first = EmbeddedRedis.startOrAdopt(directory);
        var second = EmbeddedRedis.startOrAdopt(directory);

        assertThat(second.pid()).isEqualTo(first.pid());
        assertThat(second.endpoint()).isEqualTo(first.endpoint());
    }

    @Test
    void adoptsEvenWithoutAPidFile() throws IOException {
        var first = EmbeddedRedis.startOrAdopt(directory);
        Files.delete(directory.resolve("redis.pid"));

        assertThat(EmbeddedRedis.startOrAdopt(directory).pid()).isEqualTo(first.pid());
    }

    @Test
    void startsOneRedisForManyWhoAskAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Long> start = () -> EmbeddedRedis.startOrAdopt(directory).pid();
            var pids = threads.invokeAll(Stream.generate(() -> start).limit(4).toList());

            assertThat(pids.stream().map(future -> future.resultNow()).distinct())
                    .hasSize(1);
        }
    }

    @Test
    void comesBackAtTheSameAddressAfterItWasKilled() throws Exception {
        var first = EmbeddedRedis.startOrAdopt(directory);
        ProcessHandle.of(first.pid()).orElseThrow().destroyForcibly();
        var second = EmbeddedRedis.startOrAdopt(directory);

        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(second.endpoint()).isEqualTo(first.endpoint());
    }

    @Test
    void keepsItsPasswordToItsOwner() throws IOException {
        var redis = EmbeddedRedis.startOrAdopt(directory);

        assertThat(RedisProbe.ping(redis.endpoint())).isEqualTo("+PONG");
        assertThat(RedisProbe.ping(new RedisEndpoint(redis.endpoint().uri().replaceFirst(":\\w+@", ":wrong@"))))
                .startsWith("-WRONGPASS");
        assertThat(redis.endpoint().toString()).doesNotContain("@");
        for (var file : new String[] {"endpoint", "redis.conf"}) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void runsAsItsOwnerWhomAllFilesBelongTo() throws IOException {
        assumeTrue("root".equals(System.getProperty("user.name")), "Only root can run Redis as another user");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        var data = directory.resolve("redis");
        try {
            var redis = EmbeddedRedis.startOrAdopt(data, "nobody", null);
            var store = RedisVersionedStore.open(
                    redis.endpoint(), directory.resolve("identity"), RedisStoreSettings.DEFAULT, Clock.systemUTC());
            store.create(new StoreKey("pods", "default/web"), new byte[10], null);
            store.close();

            assertThat(ProcessHandle.of(redis.pid()).flatMap(it -> it.info().user()))
                    .hasValue("nobody");
            try (var files = Files.walk(data)) {
                assertThat(files)
                        .allSatisfy(file ->
                                assertThat(Files.getOwner(file).getName()).isEqualTo("nobody"));
            }
        } finally {
            EmbeddedRedis.stop(data);
        }
    }

    @Test
    void refusesToRunAnOlderRedisOverDataItWouldNotSee() throws IOException {
        Files.createDirectories(directory.resolve("appendonlydir"));
        var older = RedisExecutable.bundled(directory.resolve("bin")).path();

        assertThatThrownBy(() -> EmbeddedRedis.startOrAdopt(directory, null, older))
                .isInstanceOf(StorageException.class)
                .hasMessageContaining("would not see the data");
    }

    @Test
    void isBroughtBackByTheStoreThatUsesItWithAllThatWasAnswered() {
        var redis = EmbeddedRedis.startOrAdopt(directory.resolve("redis"));
        var key = new StoreKey("pods", "default/web");
        try (var store = openEmbedded(redis)) {
            store.create(key, new byte[] {1}, null);
            ProcessHandle.of(redis.pid()).orElseThrow().destroyForcibly();

            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> store.create(new StoreKey("pods", "default/next"), new byte[] {2}, null)
                            instanceof WriteOutcome.Written);
            assertThat(store.get(key)).isNotNull();
        } finally {
            EmbeddedRedis.stop(directory.resolve("redis"));
        }
    }

    @Test
    void staysGoneWhenTheDirectoryOfItsDataIsGone() {
        var care = new EmbeddedRedisCare(directory.resolve("absent"));

        assertThatThrownBy(care::bringBack).hasMessageContaining("absent");
        assertThat(directory.resolve("absent")).doesNotExist();
    }

    @Test
    void startsWithoutWhatAKilledRewriteLeftBehind() throws IOException {
        var leftover = Files.writeString(directory.resolve("temp-rewriteaof-bg-1.aof"), "half");

        EmbeddedRedis.startOrAdopt(directory);

        assertThat(leftover).doesNotExist();
    }

    private RedisVersionedStore openEmbedded(EmbeddedRedis redis) {
        return RedisVersionedStore.openEmbedded(
                redis.endpoint(),
                directory.resolve("redis"),
                directory.resolve("identity"),
                RedisStoreSettings.DEFAULT,
                Clock.systemUTC());
    }

    @Test
    void isGoneOnceItWasStopped() {
        var redis = EmbeddedRedis.startOrAdopt(directory);
        redis.stop();

        assertThat(RedisProbe.ping(redis.endpoint())).contains("refused");
        EmbeddedRedis.stop(directory);
    }
}
