package dev.navarch.apiserver.watchcache;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** How far the caches have followed the store's log. One number for all kinds, because the log is one. */
public final class AppliedRevision {
    private final PriorityQueue<Waiter> waiters = new PriorityQueue<>(Comparator.comparingLong(Waiter::revision));
    private volatile long applied;

    private record Waiter(long revision, CompletableFuture<Void> reached) {}

    public long get() {
        return applied;
    }

    void advance(long revision) {
        synchronized (waiters) {
            if (revision <= applied) return;
            applied = revision;
            while (!waiters.isEmpty() && waiters.peek().revision <= revision)
                waiters.poll().reached.complete(null);
        }
    }

    /** @return whether the revision was reached in time */
    public boolean await(long revision, Duration timeout) throws InterruptedException {
        if (applied >= revision) return true;
        var waiter = new Waiter(revision, new CompletableFuture<>());
        synchronized (waiters) {
            if (applied >= revision) return true;
            waiters.add(waiter);
        }
        try {
            waiter.reached.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException late) {
            return applied >= revision;
        } catch (ExecutionException impossible) {
            throw new IllegalStateException(impossible);
        } finally {
            if (applied < revision)
                synchronized (waiters) {
                    waiters.remove(waiter);
                }
        }
    }
}
