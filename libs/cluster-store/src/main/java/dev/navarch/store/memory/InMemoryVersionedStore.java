package dev.navarch.store.memory;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.navarch.store.StorageException;
import dev.navarch.store.StoreEvent;
import dev.navarch.store.StoreKey;
import dev.navarch.store.Versioned;
import dev.navarch.store.VersionedStore;
import dev.navarch.store.WriteOutcome;
import dev.navarch.store.tail.EventSubscription;
import dev.navarch.store.tail.RecentEvents;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The log holds the newest {@value #MAX_LOG_ENTRIES} events or {@value #MAX_LOG_BYTES} bytes. */
public final class InMemoryVersionedStore implements VersionedStore {
    static final int MAX_LOG_ENTRIES = 100_000;
    static final long MAX_LOG_BYTES = 64L << 20;
    private static final long EPOCH_LIFT = 1L << 20;
    private static final int CHUNK = 500;
    private static final int EVENTS_AT_ONCE = 500;

    private final Clock clock;
    private final RecentEvents events = new RecentEvents(0, MAX_LOG_ENTRIES, MAX_LOG_BYTES);
    private final Set<EventSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final ReentrantLock lock = new ReentrantLock();

    @GuardedBy("lock")
    private final Map<String, Map<String, Versioned>> kinds = new HashMap<>();

    @GuardedBy("lock")
    private final PriorityQueue<Deadline> deadlines = new PriorityQueue<>();

    @GuardedBy("lock")
    private long epoch;

    /** When a value of exactly this revision expires; void once the key has been written again. */
    private record Deadline(Instant at, StoreKey key, long revision) implements Comparable<Deadline> {
        @Override
        public int compareTo(Deadline other) {
            return at.compareTo(other.at);
        }
    }

    public InMemoryVersionedStore(Clock clock) {
        this.clock = clock;
        startEpoch(1);
        Thread.ofVirtual().name("store-ttl-sweeper").start(this::sweepUntilClosed);
    }

    @Override
    public WriteOutcome create(StoreKey key, byte[] value, @Nullable Duration timeToLive) {
        lock.lock();
        try {
            var current = held(key);
            return current == null ? put(key, value, 0, timeToLive) : conflict(current);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public WriteOutcome update(StoreKey key, byte[] value, long expectedRevision, @Nullable Duration timeToLive) {
        lock.lock();
        try {
            var current = held(key);
            if (current == null) return new WriteOutcome.NotFound();
            return current.revision() == expectedRevision
                    ? put(key, value, expectedRevision, timeToLive)
                    : conflict(current);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public WriteOutcome delete(StoreKey key, long expectedRevision) {
        lock.lock();
        try {
            var current = held(key);
            if (current == null) return new WriteOutcome.NotFound();
            return current.revision() == expectedRevision ? remove(current) : conflict(current);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public @Nullable Versioned get(StoreKey key) {
        lock.lock();
        try {
            return held(key);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public long currentRevision() {
        requireOpen();
        return events.last();
    }

    @Override
    public long list(String kind, Consumer<List<Versioned>> chunks) {
        List<Versioned> all;
        long revision;
        lock.lock();
        try {
            requireOpen();
            all = List.copyOf(kinds.getOrDefault(kind, Map.of()).values());
            revision = events.last();
        } finally {
            lock.unlock();
        }
        for (var from = 0; from < all.size(); from += CHUNK) {
            chunks.accept(all.subList(from, Math.min(from + CHUNK, all.size())));
        }
        return revision;
    }

    @Override
    public Subscription watch(long revision, StoreListener listener) {
        requireOpen();
        if (revision > events.last()) {
            throw new StorageException("Revision " + revision + " is newer than the store's " + events.last(), null);
        }
        if (revision < events.floor()) throw new StorageException.Trimmed(revision, events.floor() + 1);
        return EventSubscription.start(this::await, revision, listener, subscriptions);
    }

    @Override
    public void trim(long revision) {
        events.dropThrough(revision);
    }

    /** What a restart of the durable store looks like: every cache is void, revisions jump. */
    public void startNewEpoch() {
        startEpoch(EPOCH_LIFT);
    }

    /** Deletes what has expired by now; runs once a second by itself. */
    public void sweepExpired() {
        lock.lock();
        try {
            if (closed.getCount() == 0) return;
            var now = clock.instant();
            for (var next = deadlines.peek(); next != null && !next.at().isAfter(now); next = deadlines.peek()) {
                deadlines.poll();
                var current = held(next.key());
                if (current != null && current.revision() == next.revision()) remove(current);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        subscriptions.forEach(EventSubscription::end);
    }

    private List<StoreEvent> await(long revision, Duration timeout) throws InterruptedException {
        if (!events.awaitAfter(revision, timeout)) return List.of();
        var found = events.after(revision, EVENTS_AT_ONCE);
        if (found == null) throw new StorageException.Trimmed(revision, events.floor() + 1);
        return found;
    }

    private void startEpoch(long lift) {
        lock.lock();
        try {
            epoch++;
            var before = events.last();
            events.append(List.of(new StoreEvent.EpochStarted(epoch + ":memory", before + lift, before)));
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private @Nullable Versioned held(StoreKey key) {
        requireOpen();
        return kinds.getOrDefault(key.kind(), Map.of()).get(key.name());
    }

    @GuardedBy("lock")
    private WriteOutcome put(StoreKey key, byte[] value, long previousRevision, @Nullable Duration timeToLive) {
        var entry = new Versioned(key, value, events.last() + 1);
        kinds.computeIfAbsent(key.kind(), _ -> new HashMap<>()).put(key.name(), entry);
        if (timeToLive != null) {
            deadlines.add(new Deadline(clock.instant().plus(timeToLive), key, entry.revision()));
        }
        events.append(List.of(new StoreEvent.Put(entry, previousRevision)));
        return new WriteOutcome.Written(entry.revision());
    }

    @GuardedBy("lock")
    private WriteOutcome remove(Versioned current) {
        var key = current.key();
        kinds.getOrDefault(key.kind(), new HashMap<>()).remove(key.name());
        var revision = events.last() + 1;
        events.append(List.of(new StoreEvent.Deleted(key, revision, current.revision())));
        return new WriteOutcome.Written(revision);
    }

    private static WriteOutcome conflict(Versioned current) {
        return new WriteOutcome.Conflict(current, current.revision());
    }

    private void requireOpen() {
        if (closed.getCount() == 0) throw new StorageException("The store is closed", null);
    }

    private void sweepUntilClosed() {
        try {
            while (!closed.await(1, TimeUnit.SECONDS)) sweepExpired();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
