package dev.navarch.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** A Redis that somebody else runs: a real process, set up as Navarch asks for and with more settings of a test's own. */
final class RedisServer implements AutoCloseable {
    static final String PASSWORD = "secret";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final Path directory;
    private final int port;
    private final List<String> settings;
    private Process process;

    private RedisServer(Path directory, int port, List<String> settings) throws IOException {
        this.directory = directory;
        this.port = port;
        this.settings = settings;
        this.process = launch(List.of());
    }

    static RedisServer start(Path directory, String... settings) throws IOException {
        Files.createDirectories(directory);
        var server = new RedisServer(directory, freePort(), List.of(settings));
        server.awaitPong();
        return server;
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    RedisEndpoint endpoint() {
        return new RedisEndpoint("redis://:" + PASSWORD + "@127.0.0.1:" + port);
    }

    <T> T ask(Function<RedisCommands<String, String>, T> question) {
        try (var client = RedisClient.create(endpoint().uri())) {
            return question.apply(client.connect().sync());
        }
    }

    /** Returns once this one has all of the primary's data and follows it. */
    void follow(RedisServer primary) {
        var _ = ask(redis -> redis.replicaof("127.0.0.1", primary.port));
        await("replica " + port + " follows " + primary.port)
                .atMost(PATIENCE)
                .until(() -> ask(redis -> redis.info("replication")).contains("master_link_status:up"));
    }

    void promote() {
        var _ = ask(RedisCommands::replicaofNoOne);
    }

    void signal(String name) throws IOException, InterruptedException {
        var sent = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
        assertThat(sent.waitFor()).isZero();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** The one that was killed, as a replica from its first moment. */
    void restartFollowing(RedisServer primary) throws IOException {
        process = launch(List.of("--replicaof", "127.0.0.1 " + primary.port));
        await("replica " + port + " follows " + primary.port)
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> ask(redis -> redis.info("replication")).contains("master_link_status:up"));
    }

    @Override
    public void close() {
        kill();
    }

    private Process launch(List<String> more) throws IOException {
        var command = new ArrayList<String>();
        command.add(RedisExecutable.find(directory.resolve("bin")).path().toString());
        command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--dir", directory.toString()));
        command.addAll(List.of("--requirepass", PASSWORD, "--masterauth", PASSWORD, "--save", ""));
        command.addAll(List.of("--appendonly", "yes", "--appendfsync", "always", "--repl-diskless-sync-delay", "0"));
        command.addAll(settings);
        command.addAll(more);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("redis.log").toFile())
                .start();
    }

    private void awaitPong() {
        await("Redis on port " + port)
                .atMost(PATIENCE)
                .until(() -> RedisProbe.ping(endpoint()).equals("+PONG"));
    }
}
