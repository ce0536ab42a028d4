package dev.navarch.store.redis;

import dev.navarch.store.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis of Navarch's own on a data directory, listening on loopback behind a generated password. It outlives the process that
 * started it, and is adopted by the next: never do two run on the same data.
 */
public final class EmbeddedRedis {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedRedis.class);

    // Below the ports that systems give to outgoing connections: while Redis is down, nobody's connection takes its
    // port.
    private static final int FIRST_PORT = 10_000;
    private static final int LAST_PORT = 29_999;
    private static final int PORT_TRIES = 100;
    private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final RedisDirectory directory;
    private final RedisEndpoint endpoint;
    private final long pid;

    private EmbeddedRedis(RedisDirectory directory, RedisEndpoint endpoint, long pid) {
        this.directory = directory;
        this.endpoint = endpoint;
        this.pid = pid;
    }

    /**
     * @param owner whom the files and, if this is root, the process belong to; null = whoever calls
     * @param executable the redis-server to run; null = the system's, else the bundled one
     */
    public static EmbeddedRedis startOrAdopt(Path dataDirectory, @Nullable String owner, @Nullable Path executable) {
        var directory = new RedisDirectory(dataDirectory.toAbsolutePath().normalize());
        try {
            directory.create();
            try (var _ = DirectoryLock.take(directory.lock(), LOCK_TIMEOUT)) {
                var adopted = adopt(directory);
                return adopted != null ? adopted : start(directory, owner, executable);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot be started in " + directory.path(), e);
        }
    }

    public static EmbeddedRedis startOrAdopt(Path dataDirectory) {
        return startOrAdopt(dataDirectory, null, null);
    }

    /** Stops what runs on the directory, whoever started it; returns once it is gone. */
    public static void stop(Path dataDirectory) {
        var directory = new RedisDirectory(dataDirectory.toAbsolutePath().normalize());
        if (!directory.path().toFile().isDirectory()) return;
        try (var _ = DirectoryLock.take(directory.lock(), LOCK_TIMEOUT)) {
            var running = RedisProcess.findOn(directory);
            if (running != null) stop(directory, running);
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot be stopped in " + directory.path(), e);
        }
    }

    /** What runs on the directory, without waiting for it; null when nothing does. */
    public static @Nullable EmbeddedRedis findRunning(Path dataDirectory) {
        var directory = new RedisDirectory(dataDirectory.toAbsolutePath().normalize());
        if (!directory.path().toFile().isDirectory()) return null;
        try {
            var running = RedisProcess.findOn(directory);
            var known = directory.read(directory.endpoint());
            if (running == null || known == null) return null;
            return new EmbeddedRedis(directory, new RedisEndpoint(known), running.pid());
        } catch (IOException e) {
            throw new UncheckedIOException("Redis cannot be looked for in " + directory.path(), e);
        }
    }

    public RedisEndpoint endpoint() {
        return endpoint;
    }

    public long pid() {
        return pid;
    }

    public void stop() {
        stop(directory.path());
    }

    /** @return null when none runs, or the one that did has just ended */
    private static @Nullable EmbeddedRedis adopt(RedisDirectory directory) throws IOException {
        var running = RedisProcess.findOn(directory);
        if (running == null) return null;
        var known = directory.read(directory.endpoint());
        if (known == null) {
            throw new StorageException(
                    "Redis runs on " + directory.path() + " as pid " + running.pid() + ", but " + directory.endpoint()
                            + " is missing: stop that process",
                    null);
        }
        var endpoint = new RedisEndpoint(known);
        if (!awaitPong(directory, endpoint)) return null;
        log.info("Adopted Redis pid={} endpoint={}", running.pid(), endpoint);
        return new EmbeddedRedis(directory, endpoint, running.pid());
    }

    private static EmbeddedRedis start(RedisDirectory directory, @Nullable String owner, @Nullable Path executable)
            throws IOException {
        var redis = executable != null ? RedisExecutable.at(executable) : RedisExecutable.find(directory.executables());
        if (directory.holdsMultiPartLog() && !redis.isAtLeast(7, 0)) {
            throw new StorageException(
                    directory.path() + " was written by Redis 7, " + redis.path()
                            + " is older and would not see the data: install redis-server 7",
                    null);
        }
        directory.deleteUnfinishedRewrites();
        var endpoint = chooseEndpoint(directory);
        directory.writePrivate(directory.endpoint(), endpoint.uri() + "\n");
        directory.writePrivate(directory.configuration(), EmbeddedRedisConfiguration.of(directory, endpoint));
        if (owner != null) directory.giveTo(owner);
        run(commandAs(owner, redis.path(), directory), directory);
        var serves = awaitPong(directory, endpoint);
        var running = RedisProcess.findOn(directory);
        if (!serves || running == null) {
            throw new StorageException(
                    "Redis ended while starting on " + directory.path() + ":\n" + directory.endOfLog(), null);
        }
        log.info(
                "Started Redis version={}.{} pid={} endpoint={}",
                redis.major(),
                redis.minor(),
                running.pid(),
                endpoint);
        return new EmbeddedRedis(directory, endpoint, running.pid());
    }

    /** The one before, so that clients who still run find Redis again; another port if that one is taken. */
    private static RedisEndpoint chooseEndpoint(RedisDirectory directory) throws IOException {
        var before = directory.read(directory.endpoint());
        if (before != null && isFree(URI.create(before).getPort())) return new RedisEndpoint(before);
        var random = new SecureRandom();
        var secret = new byte[24];
        random.nextBytes(secret);
        var port = random.ints(PORT_TRIES, FIRST_PORT, LAST_PORT + 1)
                .filter(EmbeddedRedis::isFree)
                .findFirst()
                .orElseThrow(() -> new StorageException(
                        "No free port for Redis was found between " + FIRST_PORT + " and " + LAST_PORT, null));
        return new RedisEndpoint("redis://:" + HexFormat.of().formatHex(secret) + "@127.0.0.1:" + port);
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private static List<String> commandAs(@Nullable String owner, Path redis, RedisDirectory directory) {
        var command = new ArrayList<String>();
        if (owner != null && !owner.equals("root") && "root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("setpriv", "--reuid", owner, "--regid", groupOf(owner), "--init-groups", "--"));
        }
        command.addAll(List.of(redis.toString(), directory.configuration().toString()));
        return command;
    }

    private static String groupOf(String owner) {
        return run(List.of("id", "-g", owner), null).strip();
    }

    private static String run(List<String> command, @Nullable RedisDirectory directory) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            process.getOutputStream().close();
            var output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new StorageException(
                        String.join(" ", command) + " failed: " + output
                                + (directory == null ? "" : directory.endOfLog()),
                        null);
            }
            return output;
        } catch (IOException e) {
            throw new StorageException(String.join(" ", command) + " cannot be run: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("Interrupted while starting Redis", e);
        }
    }

    /** @return false when no Redis runs there any more */
    private static boolean awaitPong(RedisDirectory directory, RedisEndpoint endpoint) throws IOException {
        var deadline = System.nanoTime() + START_TIMEOUT.toNanos();
        while (RedisProcess.findOn(directory) != null) {
            var reply = RedisProbe.ping(endpoint);
            if (reply.startsWith("+PONG")) return true;
            if (reply.startsWith("-WRONGPASS")) {
                throw new StorageException(
                        "Redis at " + endpoint + " does not take the password in " + directory.endpoint(), null);
            }
            if (System.nanoTime() > deadline) {
                throw new StorageException(
                        "Redis on " + directory.path() + " does not serve within " + START_TIMEOUT + ": " + reply,
                        null);
            }
            pause();
        }
        return false;
    }

    private static void stop(RedisDirectory directory, ProcessHandle running) throws IOException {
        running.destroy();
        var deadline = System.nanoTime() + STOP_TIMEOUT.toNanos();
        while (RedisProcess.findOn(directory) != null) {
            if (System.nanoTime() > deadline) running.destroyForcibly();
            if (System.nanoTime() > deadline + STOP_TIMEOUT.toNanos()) {
                throw new StorageException("Redis does not end, not even by SIGKILL pid=" + running.pid(), null);
            }
            pause();
        }
        log.info("Stopped Redis pid={}", running.pid());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("Interrupted while waiting for Redis", e);
        }
    }
}
