package dev.navarch.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.navarch.store.StorageException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds answers and events back until every replica has what they tell of. One thread asks Redis how far the data has come and then
 * WAITs for the replicas: one question for all writes up to there, whoever sent them. Without replicas the gate is always open and
 * Redis is asked nothing.
 *
 * <p>WAIT cannot tell which replicas have acknowledged, so each one that follows the primary counts. How many those are is kept in
 * Redis, for all API servers: a replica that falls silent still counts, since it could be promoted. Until it is back, or somebody
 * lowers the number, no write is answered with more than Unknown.
 */
final class ReplicaGate {
    private static final Logger log = LoggerFactory.getLogger(ReplicaGate.class);
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final String[] KEYS = {StoreScripts.STATE};

    private final RedisSession session;
    private final RedisAsyncCommands<String, byte[]> connection;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    /** No more than {@link GroupCommit} has writes open. */
    @GuardedBy("lock")
    private final PriorityQueue<Held> held = new PriorityQueue<>(Comparator.comparingLong(Held::revision));

    @GuardedBy("lock")
    private long wanted;

    private volatile long acknowledged;
    private volatile int replicas;
    private volatile int lastAcknowledging = Integer.MAX_VALUE;

    private record Held(long revision, CompletableFuture<Void> acknowledged) {}

    ReplicaGate(RedisSession session, RedisAsyncCommands<String, byte[]> connection) {
        this.session = session;
        this.connection = connection;
        this.replicas = session.facts().replicas();
    }

    void start() {
        Thread.ofVirtual().name("store-replica-gate").start(this::run);
    }

    /** How many replicas have to have a write before it is answered. */
    int replicas() {
        return replicas;
    }

    /** Takes over what Redis says about {@link #replicas}. */
    void observe(int newReplicas) {
        if (replicas == newReplicas) return;
        log.info("Writes wait for replicas={} before={}", newReplicas, replicas);
        replicas = newReplicas;
        letThrough();
    }

    /** Counts replicas that have joined the primary; called now and then. */
    void lookForReplicas() {
        var following = Replication.parse(session.await(session.scanner().info("replication")))
                .following();
        if (following > replicas) observe(ask(session.scanner(), following).replicas());
    }

    /** Completes once every replica has all writes up to {@code revision}; fails when the session ends before. */
    CompletableFuture<Void> acknowledged(long revision) {
        if (isOpenFor(revision)) return CompletableFuture.completedFuture(null);
        var waiting = new Held(revision, new CompletableFuture<>());
        lock.lock();
        try {
            want(revision);
            held.add(waiting);
        } finally {
            lock.unlock();
        }
        letThrough(); // it may have become open meanwhile, or the session over
        if (!session.isOpen()) close(ended());
        return waiting.acknowledged();
    }

    /** @return false if that has not happened when the time is up */
    boolean await(long revision, Duration timeout) {
        if (isOpenFor(revision)) return true;
        var left = timeout.toNanos();
        lock.lock();
        try {
            want(revision);
            while (!isOpenFor(revision)) {
                if (!session.isOpen()) throw ended();
                if (left <= 0) return false;
                left = changed.awaitNanos(left);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageException("Interrupted while waiting for Redis' replicas", e);
        } finally {
            lock.unlock();
        }
    }

    /** @throws StorageException if that has not happened when the time is up */
    void require(long revision, Duration timeout) {
        if (!await(revision, timeout)) throw new StorageException(behind(), null);
    }

    /** What an operator has to know while the gate stays shut; null when the replicas keep up. */
    @Nullable
    String problem() {
        return lastAcknowledging < replicas ? behind() : null;
    }

    private String behind() {
        return "Redis' replicas are behind: every write waits for " + replicas + ", but only "
                + Math.min(lastAcknowledging, replicas)
                + " acknowledged. Bring them back; for one that is gone for good, set its"
                + " replica-priority to 0 and lower the number with: redis-cli HSET " + StoreScripts.STATE + " k N";
    }

    /** The session is over: nobody will ever be told by it. */
    void close(Throwable why) {
        List<Held> left;
        lock.lock();
        try {
            left = List.copyOf(held);
            held.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        for (var waiting : left) waiting.acknowledged().completeExceptionally(why);
    }

    private boolean isOpenFor(long revision) {
        return replicas == 0 || revision <= acknowledged;
    }

    @GuardedBy("lock")
    private void want(long revision) {
        if (revision <= wanted) return;
        wanted = revision;
        changed.signalAll();
    }

    private void run() {
        try {
            while (session.isOpen()) {
                awaitWish();
                if (session.isOpen()) ask();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            session.close(e); // nothing would be answered any more
        }
    }

    private void awaitWish() throws InterruptedException {
        lock.lock();
        try {
            while (isOpenFor(wanted) && session.isOpen()) {
                var _ = changed.awaitNanos(WAIT.toNanos());
            }
        } finally {
            lock.unlock();
        }
    }

    private void ask() throws InterruptedException {
        try {
            askAndRelease();
        } catch (RedisDeclined e) {
            Thread.sleep(WAIT);
        }
    }

    private void askAndRelease() {
        var answer = ask(connection, 0);
        observe(answer.replicas());
        if (answer.replicas() == 0) return;
        long acknowledging = session.await(connection.waitForReplication(answer.replicas(), WAIT.toMillis()), WAIT);
        tell(acknowledging, answer.replicas());
        if (acknowledging >= answer.replicas()) release(answer.revision());
    }

    private record Answer(long revision, int replicas) {}

    private Answer ask(RedisAsyncCommands<String, byte[]> through, int following) {
        List<Long> answer = session.await(through.evalsha(
                session.facts().replicasScript(),
                ScriptOutputType.MULTI,
                KEYS,
                session.facts().epoch().getBytes(UTF_8),
                Integer.toString(following).getBytes(UTF_8)));
        return new Answer(answer.get(0), answer.get(1).intValue());
    }

    private void tell(long acknowledging, int needed) {
        var wereEnough = lastAcknowledging >= needed;
        lastAcknowledging = (int) acknowledging;
        if (acknowledging < needed && wereEnough) log.warn(behind());
        if (acknowledging >= needed && !wereEnough) log.info("Redis' replicas have caught up replicas={}", needed);
    }

    private void release(long revision) {
        lock.lock();
        try {
            acknowledged = Math.max(acknowledged, revision);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        letThrough();
    }

    private void letThrough() {
        for (var next = takeOpen(); next != null; next = takeOpen())
            next.acknowledged().complete(null);
    }

    private @Nullable Held takeOpen() {
        lock.lock();
        try {
            var next = held.peek();
            return next != null && isOpenFor(next.revision()) ? held.poll() : null;
        } finally {
            lock.unlock();
        }
    }

    private SessionLost ended() {
        return new SessionLost("The session with Redis ended", null);
    }
}
