package dev.navarch.store.tail;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.navarch.store.StoreEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The newest part of a log, held in memory, bounded in entries and in bytes: when full, the oldest events leave. Gap-free from
 * {@link #floor} to {@link #last}. One thread appends; many read.
 */
public final class RecentEvents {
    private static final long ENTRY_OVERHEAD_BYTES = 200;

    private final ConcurrentSkipListMap<Long, StoreEvent> events = new ConcurrentSkipListMap<>();
    private final int maxEntries;
    private final long maxBytes;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition appended = lock.newCondition();

    @GuardedBy("lock")
    private int entries;

    @GuardedBy("lock")
    private long bytes;

    private volatile long floor;
    private volatile long last;

    public RecentEvents(long floor, int maxEntries, long maxBytes) {
        this.floor = floor;
        this.last = floor;
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
    }

    /** Events up to here are not held. */
    public long floor() {
        return floor;
    }

    public long last() {
        return last;
    }

    public void append(List<? extends StoreEvent> newer) {
        lock.lock();
        try {
            for (var event : newer) {
                events.put(event.revision(), event);
                entries++;
                bytes += sizeOf(event);
                last = event.revision();
            }
            dropWhatIsTooMuch();
            appended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    public void dropThrough(long revision) {
        lock.lock();
        try {
            while (!events.isEmpty() && events.firstKey() <= revision) dropOldest();
        } finally {
            lock.unlock();
        }
    }

    /** @return up to {@code max} events after {@code revision}; null when the first of them may have left already */
    public @Nullable List<StoreEvent> after(long revision, int max) {
        var found = new ArrayList<StoreEvent>();
        for (var event : events.tailMap(revision, false).values()) {
            found.add(event);
            if (found.size() == max) break;
        }
        // The floor rises before an event leaves: if it is still low enough now, nothing was missing above.
        return revision < floor ? null : found;
    }

    /** @return false when the time is up and there is nothing newer */
    public boolean awaitAfter(long revision, Duration timeout) throws InterruptedException {
        if (last > revision) return true;
        var left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (last <= revision && left > 0) left = appended.awaitNanos(left);
            return last > revision;
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void dropWhatIsTooMuch() {
        while (entries > maxEntries || (bytes > maxBytes && entries > 1)) dropOldest();
    }

    @GuardedBy("lock")
    private void dropOldest() {
        floor = events.firstKey();
        var oldest = events.pollFirstEntry().getValue();
        entries--;
        bytes -= sizeOf(oldest);
    }

    private static long sizeOf(StoreEvent event) {
        return ENTRY_OVERHEAD_BYTES
                + switch (event) {
                    case StoreEvent.Put put -> put.entry().value().length;
                    case StoreEvent.Deleted _, StoreEvent.EpochStarted _ -> 0;
                };
    }
}
