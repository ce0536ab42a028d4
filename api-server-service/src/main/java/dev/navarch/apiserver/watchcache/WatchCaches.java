package dev.navarch.apiserver.watchcache;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.store.StorageException;
import dev.navarch.store.StoreEvent;
import dev.navarch.store.Versioned;
import dev.navarch.store.VersionedStore;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The caches of all kinds, fed by one subscription to the store's log.
 *
 * <p>Filling a cache and following the log overlap: events that arrive while a kind is being loaded wait inside its cache. A new epoch
 * voids everything: the caches collect events again, their watchers get 410, each kind is loaded anew, and only then does
 * {@link #applied} move on, so that no consistent read is answered from the epoch before. A subscription that breaks is resumed where it
 * stopped; if the log no longer reaches back that far, it is as with a new epoch.
 */
public final class WatchCaches implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(WatchCaches.class);
    private static final Duration SETTLE = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final VersionedStore store;
    private final Clock clock;
    private final RevisionProbe probe;
    private final AppliedRevision applied = new AppliedRevision();
    private final CompactedRevision compacted;
    private final LongAdder encodings = new LongAdder();
    private final LongAdder probes = new LongAdder();
    private final Map<String, KindCache> caches = new ConcurrentHashMap<>();

    @GuardedBy("this")
    private VersionedStore.@Nullable Subscription subscription;

    @GuardedBy("this")
    private long seen;

    @GuardedBy("this")
    private boolean rebuilding;

    @GuardedBy("this")
    private boolean rebuildAgain;

    private volatile boolean closed;

    public WatchCaches(VersionedStore store, Clock clock) {
        this(store, clock, Gathering.whileTheyCome());
    }

    public WatchCaches(VersionedStore store, Clock clock, Gathering gathering) {
        this.store = store;
        this.clock = clock;
        this.compacted = new CompactedRevision(clock);
        this.probe = new RevisionProbe(
                () -> {
                    probes.increment();
                    return store.currentRevision();
                },
                gathering,
                PATIENCE);
    }

    /** Begins to follow the store. */
    public void start() {
        var revision = store.currentRevision();
        synchronized (this) {
            seen = revision;
            subscription = store.watch(revision, new Follower());
        }
        advance(revision);
    }

    /** Loads a kind and follows it from then on. Blocks until it is there. */
    public KindCache add(String kind, ObjectScanner scanner, Set<String> triggerFields) {
        var cache = new KindCache(kind, scanner, triggerFields, clock, applied, compacted, encodings);
        var present = caches.putIfAbsent(kind, cache);
        if (present != null) return present;
        load(cache);
        return cache;
    }

    /** A kind that was added. */
    public KindCache get(String kind) {
        var cache = caches.get(kind);
        if (cache == null) throw new IllegalArgumentException("No cache holds " + kind);
        return cache;
    }

    public void remove(String kind) {
        var cache = caches.remove(kind);
        if (cache != null) cache.failWatchers();
    }

    public AppliedRevision applied() {
        return applied;
    }

    /** How many times an event was written for the wire. */
    public long encodings() {
        return encodings.sum();
    }

    /** How many times the store was asked for its newest revision. */
    public long probes() {
        return probes.sum();
    }

    public int watcherCount() {
        return caches.values().stream().mapToInt(KindCache::watcherCount).sum();
    }

    /**
     * Waits until the caches hold every write that was answered before this call.
     *
     * @throws StatusException 503 or 504 when the store or the caches don't get there
     */
    public void awaitNewest() {
        try {
            awaitRevision(probe.newest());
        } catch (TimeoutException late) {
            throw unavailable("the cluster store does not answer");
        } catch (StorageException broken) {
            throw unavailable("the cluster store does not answer: " + broken.getMessage());
        } catch (InterruptedException gone) {
            throw interrupted();
        }
    }

    /**
     * Waits until the caches have reached a revision that a client asks for.
     *
     * @throws StatusException 504 when it lies in the future
     */
    public void awaitRevision(long revision) {
        try {
            if (applied.await(revision, PATIENCE)) return;
        } catch (InterruptedException gone) {
            throw interrupted();
        }
        throw new StatusException(new Status(
                504,
                "Timeout",
                "Timeout: Too large resource version: " + revision + ", current: " + applied.get(),
                new Status.Details(
                        "",
                        "",
                        "",
                        "",
                        List.of(new Status.Cause("ResourceVersionTooLarge", "Too large resource version", "")),
                        1)));
    }

    /** Waits a moment for a write of our own to come back by the log; goes on without it when the log is late. */
    public void settle(long revision) {
        try {
            applied.await(revision, SETTLE);
        } catch (InterruptedException gone) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        VersionedStore.Subscription open;
        synchronized (this) {
            open = subscription;
            subscription = null;
        }
        if (open != null) open.close();
        caches.values().forEach(KindCache::failWatchers);
    }

    private void load(KindCache cache) {
        var found = new ArrayList<Versioned>();
        var revision = store.list(cache.kind(), found::addAll);
        cache.loaded(found, revision);
    }

    private void advance(long revision) {
        compacted.reached(revision);
        applied.advance(revision);
    }

    private void follow(List<StoreEvent> events) {
        for (var event : events) {
            switch (event) {
                case StoreEvent.Put put -> dispatch(put.entry().key().kind(), put);
                case StoreEvent.Deleted deleted -> dispatch(deleted.key().kind(), deleted);
                case StoreEvent.EpochStarted epoch -> {
                    log.warn("The store started a new epoch epoch={} revision={}", epoch.epoch(), epoch.revision());
                    rebuild();
                }
            }
        }
        synchronized (this) {
            seen = Math.max(seen, events.getLast().revision());
            if (!rebuilding) advance(seen);
        }
    }

    private void dispatch(String kind, StoreEvent event) {
        var cache = caches.get(kind);
        if (cache != null) cache.apply(event);
    }

    private void rebuild() {
        synchronized (this) {
            caches.values().forEach(KindCache::loading);
            if (rebuilding) {
                rebuildAgain = true;
                return;
            }
            rebuilding = true;
        }
        caches.values().forEach(KindCache::failWatchers);
        Thread.ofVirtual().name("watch-cache-rebuild").start(this::reload);
    }

    private void reload() {
        while (!closed) {
            try {
                for (var cache : caches.values()) load(cache);
            } catch (RuntimeException failed) {
                log.warn("Reloading the watch caches failed, trying again why={}", failed.toString());
                pause(Duration.ofMillis(500));
                continue;
            }
            synchronized (this) {
                if (!rebuildAgain) {
                    rebuilding = false;
                    advance(seen);
                    return;
                }
                rebuildAgain = false;
            }
        }
    }

    private void resume(@Nullable Throwable why) {
        log.warn("The store's log broke off, resuming why={}", String.valueOf(why));
        while (!closed) {
            try {
                synchronized (this) {
                    if (closed) return;
                    subscription = store.watch(seen, new Follower());
                    return;
                }
            } catch (StorageException.Trimmed trimmed) {
                synchronized (this) {
                    seen = store.currentRevision();
                }
                rebuild();
            } catch (RuntimeException failed) {
                pause(Duration.ofMillis(300));
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private static StatusException unavailable(String why) {
        return new StatusException(
                new Status(503, "ServiceUnavailable", why, new Status.Details("", "", "", "", List.of(), 1)));
    }

    private static StatusException interrupted() {
        Thread.currentThread().interrupt();
        return new StatusException(
                new Status(504, "Timeout", "Timeout: request did not complete within the allotted timeout", null));
    }

    private final class Follower implements VersionedStore.StoreListener {
        @Override
        public void onEvents(List<StoreEvent> events) {
            follow(events);
        }

        @Override
        public void onClosed(@Nullable Throwable why) {
            if (!closed) Thread.ofVirtual().name("watch-cache-resume").start(() -> resume(why));
        }
    }
}
