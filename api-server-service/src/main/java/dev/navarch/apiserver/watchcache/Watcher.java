package dev.navarch.apiserver.watchcache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.navarch.machinery.status.Status;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * One watch. First hands out what was there at its start, then what its cache offers, in order. The cache's thread fills, one other
 * thread at a time takes.
 *
 * <p>The queue is limited by number and, since what waits in it may be kept by nobody else, by bytes. A watcher that falls further behind
 * gets what is queued, then 410, and has to list again.
 */
public final class Watcher implements AutoCloseable {
    private static final WatchItem.Encodings ALONE = FrameEncoder::encode;

    private final Predicate<CachedObject> filter;
    private final Limit limit;
    private final Runnable ready;
    private final Runnable onClose;
    private final String bucket;

    @GuardedBy("this")
    private final ArrayDeque<WatchItem> queue = new ArrayDeque<>();

    @GuardedBy("this")
    private Iterator<CachedObject> initial;

    @GuardedBy("this")
    private long initialEnd;

    @GuardedBy("this")
    private long queuedBytes;

    @GuardedBy("this")
    private boolean failed;

    /** What a watcher may have waiting for it. */
    public record Limit(int events, long bytes) {
        public static final Limit DEFAULT = new Limit(10_000, 32L << 20);
    }

    /**
     * @param initialEnd the revision to end the initial events with, 0 for no such mark
     * @param ready called, on the cache's thread, when there is something to take; has to be quick
     */
    Watcher(
            Predicate<CachedObject> filter,
            String bucket,
            Limit limit,
            Iterator<CachedObject> initial,
            long initialEnd,
            Runnable ready,
            Consumer<Watcher> onClose) {
        this.filter = filter;
        this.bucket = bucket;
        this.limit = limit;
        this.initial = initial;
        this.initialEnd = initialEnd;
        this.ready = ready;
        this.onClose = () -> onClose.accept(this);
    }

    /** The next thing to send, null when there is nothing yet. */
    public synchronized @Nullable WatchItem poll() {
        while (initial.hasNext()) {
            var object = initial.next();
            if (filter.test(object)) return new WatchItem.Change(EventType.ADDED, object, object.revision(), ALONE);
        }
        if (initialEnd > 0) {
            var end = new WatchItem.InitialEventsEnd(initialEnd);
            initialEnd = 0;
            return end;
        }
        var item = queue.poll();
        if (item instanceof WatchItem.Change change) queuedBytes -= change.bytes();
        return item;
    }

    public synchronized boolean isEmpty() {
        return queue.isEmpty() && initialEnd == 0 && !initial.hasNext();
    }

    String bucket() {
        return bucket;
    }

    /** Called in the order of revisions. */
    void offer(CacheEvent event, SharedFrames frames) {
        var change = change(event, frames);
        if (change == null) return;
        synchronized (this) {
            if (failed) return;
            if (queue.size() >= limit.events() || queuedBytes + change.bytes() > limit.bytes()) {
                failed = true;
                queue.add(new WatchItem.Failed(Expired.watcherTooSlow()));
            } else {
                enqueue(change);
            }
        }
        ready.run();
    }

    /** Past events, before the watcher is registered for live ones. */
    void replay(List<CacheEvent> events) {
        for (var event : events) {
            var change = change(event, null);
            if (change == null) continue;
            synchronized (this) {
                enqueue(change);
            }
        }
    }

    @GuardedBy("this")
    private void enqueue(WatchItem.Change change) {
        queue.add(change);
        queuedBytes += change.bytes();
    }

    void fail(Status status) {
        synchronized (this) {
            if (failed) return;
            failed = true;
            queue.add(new WatchItem.Failed(status));
        }
        ready.run();
    }

    @Override
    public void close() {
        onClose.run();
    }

    private WatchItem.@Nullable Change change(CacheEvent event, @Nullable SharedFrames frames) {
        var previous = event.previous() != null && filter.test(event.previous()) ? event.previous() : null;
        var now = event.object() != null && filter.test(event.object()) ? event.object() : null;
        WatchItem.Encodings encodings = frames == null ? ALONE : frames::get;
        if (now != null)
            return new WatchItem.Change(
                    previous == null ? EventType.ADDED : EventType.MODIFIED, now, event.revision(), encodings);
        return previous == null ? null : new WatchItem.Change(EventType.DELETED, previous, event.revision(), encodings);
    }
}
