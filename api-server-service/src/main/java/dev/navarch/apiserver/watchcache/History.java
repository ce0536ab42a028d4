package dev.navarch.apiserver.watchcache;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The recent events of a kind, oldest first, bounded by age, number and bytes. Knows the objects as they were after each of them, and
 * so at every revision since {@link #floor}. Not thread-safe: its cache's lock guards it.
 */
final class History {
    private final ArrayDeque<CacheEvent> events = new ArrayDeque<>();
    private final Limits limits;
    private SortedObjects before;
    private long floor;
    private long bytes;

    /** @param atLeast events that are kept whatever their age */
    record Limits(long maxAgeMillis, int atLeast, int maxEvents, long maxBytes) {
        static final Limits DEFAULT = new Limits(5 * 60_000, 100, 20_000, 64L << 20);
    }

    History(Limits limits, SortedObjects objects, long floor) {
        this.limits = limits;
        this.before = objects;
        this.floor = floor;
    }

    void add(CacheEvent event) {
        events.addLast(event);
        bytes += event.bytes();
        while (tooMuch(event.seenAt())) {
            var oldest = events.removeFirst();
            bytes -= oldest.bytes();
            before = oldest.after();
            floor = oldest.revision();
        }
    }

    /** Events after a revision are known only from here on. */
    long floor() {
        return floor;
    }

    /** Null when the revision is older than what is known. */
    @Nullable
    List<CacheEvent> after(long revision) {
        if (revision < floor) return null;
        var found = new ArrayList<CacheEvent>();
        var newestFirst = events.descendingIterator();
        while (newestFirst.hasNext()) {
            var event = newestFirst.next();
            if (event.revision() <= revision) break;
            found.add(event);
        }
        return found.reversed();
    }

    /** Null when the revision is older than what is known. */
    @Nullable
    SortedObjects at(long revision) {
        if (revision < floor) return null;
        var newestFirst = events.descendingIterator();
        while (newestFirst.hasNext()) {
            var event = newestFirst.next();
            if (event.revision() <= revision) return event.after();
        }
        return before;
    }

    private boolean tooMuch(long now) {
        if (events.size() <= limits.atLeast()) return bytes > limits.maxBytes() && events.size() > 1;
        var oldest = events.getFirst();
        return events.size() > limits.maxEvents()
                || bytes > limits.maxBytes()
                || now - oldest.seenAt() > limits.maxAgeMillis();
    }
}
