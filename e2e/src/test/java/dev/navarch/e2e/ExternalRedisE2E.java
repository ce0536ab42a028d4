package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster over a Redis that somebody else runs: refused until it is safe, then served from, and left running by {@code down}. */
class ExternalRedisE2E {
    private final TestCluster cluster = new TestCluster("external-redis");

    @TempDir
    private Path directory;

    private int port;
    private Process redis;

    @BeforeEach
    void startRedis() throws IOException {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var settings = "redis-server --bind 127.0.0.1 --port " + port + " --appendonly yes --appendfsync everysec"
                + " --user default off --user navarch on >p@ss ~* +@all";
        redis = new ProcessBuilder(settings.split(" "))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("redis.log").toFile())
                .start();
    }

    @AfterEach
    void stopRedis() {
        cluster.close();
        redis.destroyForcibly().onExit().join();
    }

    @Test
    void servesFromItOnceItKeepsWhatItAnswers() {
        var url = "redis://navarch:p%40ss@127.0.0.1:" + port + "/2";
        var refused = cluster.up("--runtime", "simulated", "--redis", url);
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("appendfsync everysec").doesNotContain("p%40ss");

        redisCli("config", "set", "appendfsync", "always");
        cluster.up("--redis", url).orFail();
        cluster.kubectl("create", "configmap", "kept", "--from-literal=a=b");
        cluster.navarch("down").orFail();

        assertThat(redis.isAlive()).isTrue();
        assertThat(redisCli("-n", "2", "hexists", "configmaps", "default/kept")).startsWith("1");
        assertThat(Files.exists(cluster.data().resolve("redis"))).isFalse();
    }

    private String redisCli(String... arguments) {
        var command = new ArrayList<>(List.of("redis-cli", "-p", Integer.toString(port), "--user", "navarch"));
        command.addAll(List.of("--pass", "p@ss", "--no-auth-warning"));
        command.addAll(List.of(arguments));
        return Shell.run(Duration.ofSeconds(20), Map.of(), "", command).orFail();
    }
}
