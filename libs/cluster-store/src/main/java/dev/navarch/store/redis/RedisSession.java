package dev.navarch.store.redis;

import dev.navarch.store.StorageException;
import io.lettuce.core.RedisCommandExecutionException;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * All connections to one Redis in one epoch. They live and die together: the first one that fails closes the session, and every
 * write still open is then looked up in the next one.
 */
final class RedisSession implements AutoCloseable {
    private final Duration commandTimeout;
    private final List<StatefulRedisConnection<String, byte[]>> connections;
    private final CompletableFuture<Throwable> ended = new CompletableFuture<>();
    private final Facts facts;
    private final RedisAsyncCommands<String, byte[]> reader;
    private final RedisAsyncCommands<String, byte[]> scanner;
    private final RedisAsyncCommands<String, byte[]> tail;
    private final RevisionSeen seen;
    private final ReplicaGate gate;
    private final GroupCommit commit;

    /**
     * What the handshake found.
     *
     * @param revisionAtStart no write of an earlier session can still arrive after it, if {@code earlierSilenced}
     * @param replicas that each write waits for
     */
    record Facts(
            String runId,
            String epoch,
            long revisionAtStart,
            int replicas,
            String writeScript,
            String sweepScript,
            String replicasScript,
            List<Long> clientIds,
            boolean earlierSilenced) {}

    /** @param connections reader, scanner, tail and gate, then the writers */
    RedisSession(Facts facts, List<StatefulRedisConnection<String, byte[]>> connections, Duration commandTimeout) {
        this.facts = facts;
        this.connections = List.copyOf(connections);
        this.commandTimeout = commandTimeout;
        this.reader = connections.get(0).async();
        this.scanner = connections.get(1).async();
        this.tail = connections.get(2).async();
        this.seen = new RevisionSeen(facts.revisionAtStart());
        this.gate = new ReplicaGate(this, connections.get(3).async());
        var writers =
                connections.stream().skip(4).map(StatefulRedisConnection::async).toList();
        this.commit = new GroupCommit(
                writers, facts.epoch(), facts.writeScript(), commandTimeout.toMillis(), seen, gate, this::close);
    }

    /** Only what the replicas have is served. */
    void begin() {
        gate.start();
        gate.lookForReplicas();
        gate.require(facts.revisionAtStart(), commandTimeout);
    }

    Facts facts() {
        return facts;
    }

    RevisionSeen seen() {
        return seen;
    }

    ReplicaGate gate() {
        return gate;
    }

    GroupCommit commit() {
        return commit;
    }

    /** For short reads. */
    RedisAsyncCommands<String, byte[]> reader() {
        return reader;
    }

    /** For long replies that nobody else should wait behind. */
    RedisAsyncCommands<String, byte[]> scanner() {
        return scanner;
    }

    /** For the one blocking read. */
    RedisAsyncCommands<String, byte[]> tail() {
        return tail;
    }

    /**
     * @throws RedisDeclined if Redis does not write just now
     * @throws SessionLost if Redis does not answer, or answers with another error; the session is over then
     */
    <T> T await(Future<T> reply) {
        return await(reply, Duration.ZERO);
    }

    /** @param blocking how long the command itself may wait in Redis */
    <T> T await(Future<T> reply, Duration blocking) {
        try {
            return reply.get(commandTimeout.plus(blocking).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("Interrupted while waiting for Redis", e);
        } catch (TimeoutException e) {
            throw lost("Redis did not answer within " + commandTimeout, e);
        } catch (CancellationException e) {
            throw lost("The connection to Redis was lost", e);
        } catch (ExecutionException e) {
            var cause = e.getCause() == null ? e : e.getCause();
            var declined = RedisDeclined.from(cause);
            if (declined != null) throw declined;
            var what = cause instanceof RedisCommandExecutionException
                    ? "Redis answered: "
                    : "The connection to Redis was lost: ";
            throw lost(what + cause.getMessage(), cause);
        }
    }

    boolean isOpen() {
        return !ended.isDone();
    }

    /** Completes with the reason once the session is over. */
    CompletableFuture<Throwable> ended() {
        return ended;
    }

    void close(Throwable why) {
        if (!ended.complete(why)) return;
        commit.close(why);
        gate.close(why);
        for (var connection : connections) {
            var _ = connection.closeAsync();
        }
    }

    @Override
    public void close() {
        close(new StorageException("The store is closed", null));
    }

    private SessionLost lost(String message, Throwable cause) {
        close(cause);
        return new SessionLost(message, cause);
    }
}
