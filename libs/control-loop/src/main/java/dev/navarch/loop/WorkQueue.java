package dev.navarch.loop;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.navarch.loop.WriteLog.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keys that wait for a worker. A key is at most once in it and with at most one worker; added while it is worked on, it comes
 * again afterwards. So the queue is bounded by the number of objects.
 *
 * <p>A key whose last run wrote something is held back until the loop's copies show those writes ({@link #copiesMoved} looks
 * again), however often it is added meanwhile. A copy that never gets there releases the key after five minutes.
 *
 * <p>One lock guards all. Delayed keys are moved to the ready ones by whichever worker waits.
 */
final class WorkQueue {
    private static final Logger log = LoggerFactory.getLogger(WorkQueue.class);
    private static final Duration LONGEST_HOLD = Duration.ofMinutes(5);
    private static final Duration FIRST_RETRY = Duration.ofMillis(5);
    private static final Duration LAST_RETRY = Duration.ofSeconds(1000);

    private final String name;
    private final Clock clock;
    private final Predicate<List<Write>> seen;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final Map<Key, Instant> ready = new LinkedHashMap<>();

    @GuardedBy("lock")
    private final Set<Key> working = new HashSet<>();

    @GuardedBy("lock")
    private final Set<Key> again = new HashSet<>();

    @GuardedBy("lock")
    private final Map<Key, Hold> held = new HashMap<>();

    @GuardedBy("lock")
    private final Map<Key, Instant> parked = new LinkedHashMap<>();

    @GuardedBy("lock")
    private final PriorityQueue<Delayed> delayed = new PriorityQueue<>(Comparator.comparing(Delayed::due));

    @GuardedBy("lock")
    private final Map<Key, Instant> earliest = new HashMap<>();

    @GuardedBy("lock")
    private final Map<Key, Integer> failures = new HashMap<>();

    private record Hold(List<Write> writes, Instant until) {}

    private record Delayed(Key key, Instant due) {}

    /** A key, and since when it had been ready. */
    record Taken(Key key, Instant since) {}

    /** @param seen whether the copies show these writes */
    WorkQueue(String name, Clock clock, Predicate<List<Write>> seen) {
        this.name = name;
        this.clock = clock;
        this.seen = seen;
    }

    void add(Key key) {
        lock.lock();
        try {
            addNow(key);
        } finally {
            lock.unlock();
        }
    }

    /** An earlier wake-up of the same key stands. */
    void addAfter(Key key, Duration delay) {
        lock.lock();
        try {
            if (!delay.isPositive()) {
                addNow(key);
                return;
            }
            var due = clock.instant().plus(delay);
            var known = earliest.get(key);
            if (known == null || due.isBefore(known)) {
                earliest.put(key, due);
                delayed.add(new Delayed(key, due));
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** After 5 ms, 10, 20 and so on, by how often in a row. */
    void retry(Key key) {
        lock.lock();
        try {
            var count = failures.merge(key, 1, Integer::sum);
            var delay = count > 18 ? LAST_RETRY : FIRST_RETRY.multipliedBy(1L << (count - 1));
            addAfter(key, delay.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : delay);
        } finally {
            lock.unlock();
        }
    }

    /** The next failure is the first again. */
    void forget(Key key) {
        lock.lock();
        try {
            failures.remove(key);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a key that is ready and not held back. A worker that is to stop gets none, though one be ready. */
    Taken take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                wakeDelayed();
                var next = nextReady();
                if (next != null) {
                    working.add(next.key());
                    return next;
                }
                var ignored = changed.await(untilNextDue().toNanos(), TimeUnit.NANOSECONDS);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The worker is done with the key; from now on it waits for these writes to be seen. */
    void finish(Key key, List<Write> writes) {
        lock.lock();
        try {
            working.remove(key);
            if (!writes.isEmpty()) {
                held.put(key, new Hold(writes, clock.instant().plus(LONGEST_HOLD)));
            }
            if (again.remove(key)) {
                addNow(key);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Something has reached a copy: held keys may go on. */
    void copiesMoved() {
        lock.lock();
        try {
            if (parked.isEmpty()) {
                return;
            }
            var keys = parked.entrySet().iterator();
            while (keys.hasNext()) {
                var entry = keys.next();
                if (!isHeld(entry.getKey())) {
                    keys.remove();
                    ready.put(entry.getKey(), entry.getValue());
                    changed.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    int depth() {
        lock.lock();
        try {
            return ready.size() + parked.size();
        } finally {
            lock.unlock();
        }
    }

    int retrying() {
        lock.lock();
        try {
            return failures.size();
        } finally {
            lock.unlock();
        }
    }

    void clear() {
        lock.lock();
        try {
            ready.clear();
            parked.clear();
            delayed.clear();
            earliest.clear();
            again.clear();
        } finally {
            lock.unlock();
        }
    }

    @GuardedBy("lock")
    private void addNow(Key key) {
        if (working.contains(key)) {
            again.add(key);
        } else if (!parked.containsKey(key) && !ready.containsKey(key)) {
            ready.put(key, clock.instant());
            changed.signal();
        }
    }

    @GuardedBy("lock")
    private void wakeDelayed() {
        var now = clock.instant();
        for (var next = delayed.peek(); next != null && !next.due().isAfter(now); next = delayed.peek()) {
            delayed.remove();
            if (next.due().equals(earliest.get(next.key()))) {
                earliest.remove(next.key());
                addNow(next.key());
            }
        }
    }

    /** At most {@link #LONGEST_HOLD}: what is due in a thousand years has no count of nanoseconds. */
    @GuardedBy("lock")
    private Duration untilNextDue() {
        var next = delayed.peek();
        var wait = next == null ? LONGEST_HOLD : Duration.between(clock.instant(), next.due());
        return wait.compareTo(LONGEST_HOLD) < 0 ? wait : LONGEST_HOLD;
    }

    @GuardedBy("lock")
    private @Nullable Taken nextReady() {
        while (!ready.isEmpty()) {
            var next = ready.entrySet().iterator().next();
            ready.remove(next.getKey());
            if (!isHeld(next.getKey())) {
                return new Taken(next.getKey(), next.getValue());
            }
            parked.put(next.getKey(), next.getValue());
            addAfter(next.getKey(), LONGEST_HOLD);
        }
        return null;
    }

    @GuardedBy("lock")
    private boolean isHeld(Key key) {
        var hold = held.get(key);
        if (hold == null) {
            return false;
        }
        var over = !hold.until().isAfter(clock.instant());
        if (over) {
            log.warn("Copies never showed a write loop={} key={} writes={}", name, key, hold.writes());
        }
        if (over || seen.test(hold.writes())) {
            held.remove(key);
            return false;
        }
        return true;
    }
}
