package dev.navarch.apiserver.watchcache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the store for its newest revision. Whoever arrives before a question is put shares its answer; whoever arrives while one is
 * under way waits for the next, for that answer may be older than his own arrival. Before a question is put, those who come together
 * gather.
 */
public final class RevisionProbe {
    private final LongSupplier newest;
    private final Gathering gathering;
    private final Duration patience;

    @GuardedBy("this")
    private boolean running;

    @GuardedBy("this")
    private @Nullable CompletableFuture<Long> next;

    /** How many share {@link #next}. */
    @GuardedBy("this")
    private int readers;

    /** @param patience how long an answer may take; one timer for all who share it */
    public RevisionProbe(LongSupplier newest, Gathering gathering, Duration patience) {
        this.newest = newest;
        this.gathering = gathering;
        this.patience = patience;
    }

    /** @throws dev.navarch.store.StorageException when the store does not answer */
    public long newest() throws InterruptedException, TimeoutException {
        CompletableFuture<Long> mine;
        boolean leads;
        synchronized (this) {
            if (next == null)
                next = new CompletableFuture<Long>().orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
            mine = next;
            readers++;
            leads = !running;
            running = true;
        }
        if (leads) probe();
        try {
            return mine.get();
        } catch (ExecutionException failed) {
            switch (failed.getCause()) {
                case RuntimeException cause -> throw cause;
                case TimeoutException late -> throw late;
                case null, default -> throw new CompletionException(failed.getCause());
            }
        }
    }

    /** How many have not been asked for yet. */
    synchronized int waiting() {
        return readers;
    }

    private void probe() {
        gathering.await(this::waiting);
        CompletableFuture<Long> asked;
        synchronized (this) {
            asked = next;
            next = null;
            readers = 0;
        }
        if (asked == null) return;
        try {
            asked.complete(newest.getAsLong());
        } catch (RuntimeException failed) {
            asked.completeExceptionally(failed);
        }
        synchronized (this) {
            if (next == null) {
                running = false;
                return;
            }
        }
        Thread.startVirtualThread(this::probe);
    }
}
