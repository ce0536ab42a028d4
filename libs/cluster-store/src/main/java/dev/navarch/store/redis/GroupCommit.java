package dev.navarch.store.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.navarch.store.StorageException;
import dev.navarch.store.WriteOutcome;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends writes in batches, one batch in flight on each connection. A lone write goes at once; what arrives while every connection
 * is busy waits and forms the next batch. No thread of its own: callers and the Redis client's event loop take turns under the lock.
 * A batch is answered once the {@link ReplicaGate} has let it through.
 *
 * <p>A write's future fails with {@link NotSent} when nothing was done for it, and with {@link ReplyLost} when Redis may have done
 * it.
 */
final class GroupCommit {
    static final int BATCH = 100;
    private static final int BATCH_BYTES = 4 << 20;

    /** Writers beyond this fail at once. The API server's own limit on requests in flight lies far below. */
    private static final int MAX_OPEN = 20_000;

    /** Where things are in the script's reply. */
    private static final int REPLICAS = 0;

    private static final int REVISION = 1;
    private static final int FIRST_WRITE = 2;

    private static final String[] KEYS = {StoreScripts.STATE, StoreScripts.LOG, StoreScripts.DEADLINES};

    private final byte[] epoch;
    private final String script;
    private final long timeoutMillis;
    private final RevisionSeen seen;
    private final ReplicaGate gate;
    private final Consumer<Throwable> onFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Lane> lanes;

    @GuardedBy("lock")
    private final ArrayDeque<Pending> waiting = new ArrayDeque<>();

    /** Accepted and not answered yet. */
    @GuardedBy("lock")
    private int open;

    @GuardedBy("lock")
    private @Nullable Throwable closedBy;

    /** Nothing was written. */
    static final class NotSent extends StorageException {
        NotSent(Throwable cause) {
            super("The write was not carried out: " + cause.getMessage(), cause);
        }
    }

    /** The write may be there; if it is, then in the log after this revision. */
    static final class ReplyLost extends StorageException {
        final long sentAfter;

        ReplyLost(long sentAfter, Throwable cause) {
            super("The reply was lost: " + cause.getMessage(), cause);
            this.sentAfter = sentAfter;
        }
    }

    private record Pending(RedisWrite write, CompletableFuture<WriteOutcome> outcome) {}

    private static final class Lane {
        final RedisAsyncCommands<String, byte[]> commands;
        boolean busy;

        Lane(RedisAsyncCommands<String, byte[]> commands) {
            this.commands = commands;
        }
    }

    /** @param onFailure told when a batch failed for a reason that ends the session; may be called on the event loop */
    GroupCommit(
            List<RedisAsyncCommands<String, byte[]>> connections,
            String epoch,
            String script,
            long timeoutMillis,
            RevisionSeen seen,
            ReplicaGate gate,
            Consumer<Throwable> onFailure) {
        this.lanes = connections.stream().map(Lane::new).toList();
        this.epoch = epoch.getBytes(UTF_8);
        this.script = script;
        this.timeoutMillis = timeoutMillis;
        this.seen = seen;
        this.gate = gate;
        this.onFailure = onFailure;
    }

    CompletableFuture<WriteOutcome> submit(RedisWrite write) {
        var outcome = new CompletableFuture<WriteOutcome>();
        lock.lock();
        try {
            if (closedBy != null) {
                outcome.completeExceptionally(new NotSent(closedBy));
            } else if (open >= MAX_OPEN) {
                throw new StorageException(MAX_OPEN + " writes are waiting for Redis already", null);
            } else {
                open++;
                waiting.add(new Pending(write, outcome));
                sendOnIdleLanes();
            }
        } finally {
            lock.unlock();
        }
        return outcome;
    }

    /** @return true if the write had not left yet, and now never will */
    boolean withdraw(RedisWrite write) {
        lock.lock();
        try {
            var withdrawn = waiting.removeIf(pending -> pending.write().id().equals(write.id()));
            if (withdrawn) open--;
            return withdrawn;
        } finally {
            lock.unlock();
        }
    }

    void close(Throwable why) {
        List<Pending> unsent;
        lock.lock();
        try {
            if (closedBy != null) return;
            closedBy = why;
            unsent = List.copyOf(waiting);
            waiting.clear();
        } finally {
            lock.unlock();
        }
        for (var pending : unsent) pending.outcome().completeExceptionally(new NotSent(why));
    }

    @GuardedBy("lock")
    private void sendOnIdleLanes() {
        for (var lane : lanes) {
            if (waiting.isEmpty()) return;
            if (!lane.busy) send(lane);
        }
    }

    @GuardedBy("lock")
    private void send(Lane lane) {
        var batch = new ArrayList<Pending>();
        var arguments = new ArrayList<byte[]>();
        arguments.add(epoch);
        for (var bytes = 0; batch.size() < BATCH && bytes < BATCH_BYTES && !waiting.isEmpty(); ) {
            var next = waiting.remove();
            next.write().addArguments(arguments);
            batch.add(next);
            bytes += next.write().value().length;
        }
        lane.busy = true;
        var sentAfter = seen.revision();
        var _ = lane.commands
                .<List<Long>>evalsha(script, ScriptOutputType.MULTI, KEYS, arguments.toArray(byte[][]::new))
                .toCompletableFuture()
                .orTimeout(timeoutMillis, TimeUnit.MILLISECONDS)
                .whenComplete((replies, failure) -> finish(lane, batch, sentAfter, replies, failure));
    }

    private void finish(
            Lane lane, List<Pending> batch, long sentAfter, @Nullable List<Long> replies, @Nullable Throwable failure) {
        if (failure == null && replies != null) {
            freeAfterReply(lane);
            seen.observe(replies.get(REVISION));
            gate.observe(replies.get(REPLICAS).intValue());
            gate.acknowledged(replies.get(REVISION)).whenComplete((_, lost) -> answer(batch, sentAfter, replies, lost));
            return;
        }
        var why = failure != null ? failure : new StorageException("Redis answered nothing", null);
        var declined = RedisDeclined.from(why);
        if (declined != null) {
            freeAfterReply(lane);
            fail(batch, declined);
        } else {
            onFailure.accept(why);
            fail(batch, wasRefusedWhole(why) ? new NotSent(why) : new ReplyLost(sentAfter, why));
        }
    }

    private void freeAfterReply(Lane lane) {
        lock.lock();
        try {
            lane.busy = false;
            if (!waiting.isEmpty()) send(lane);
        } finally {
            lock.unlock();
        }
    }

    /** @param lost why nobody knows whether the replicas have the batch; null when they have */
    private void answer(List<Pending> batch, long sentAfter, List<Long> replies, @Nullable Throwable lost) {
        if (lost != null) {
            fail(batch, new ReplyLost(sentAfter, lost));
            return;
        }
        closed(batch.size());
        for (var i = 0; i < batch.size(); i++) {
            var pending = batch.get(i);
            pending.outcome().complete(pending.write().outcome(replies.get(FIRST_WRITE + i)));
        }
    }

    private void fail(List<Pending> batch, StorageException why) {
        closed(batch.size());
        for (var pending : batch) pending.outcome().completeExceptionally(why);
    }

    private void closed(int writes) {
        lock.lock();
        try {
            open -= writes;
        } finally {
            lock.unlock();
        }
    }

    private static boolean wasRefusedWhole(Throwable why) {
        var message = String.valueOf(why.getMessage());
        return why instanceof RedisNoScriptException || message.startsWith("FENCED") || message.contains("READONLY ");
    }
}
