package dev.navarch.nodeagent.simulated;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What to look at next, and when. Each name is worked on by one virtual thread at a time, so many names at once; a name asked for
 * while it is worked on is looked at again afterwards. It holds one entry a name, so its bound is what is simulated.
 */
final class Agenda implements AutoCloseable {
    private static final Duration AFTER_A_FAILURE = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(Agenda.class);

    private final Clock clock;
    private final Work work;
    private final Semaphore permits;
    private final Thread dispatcher =
            Thread.ofPlatform().name("agenda").daemon().unstarted(this::dispatch);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();

    @GuardedBy("lock")
    private final PriorityQueue<Entry> entries = new PriorityQueue<>();

    /** The one entry of each name that counts; others in the queue are leftovers. */
    @GuardedBy("lock")
    private final Map<String, Entry> current = new HashMap<>();

    /** Names being worked on; true where they must be looked at again. */
    @GuardedBy("lock")
    private final Map<String, Boolean> inWork = new HashMap<>();

    private record Entry(Instant due, String name) implements Comparable<Entry> {
        @Override
        public int compareTo(Entry other) {
            return due.compareTo(other.due);
        }
    }

    interface Work {
        /** Returns when to look at it again; null when something else will call for it. */
        @Nullable
        Instant on(String name);
    }

    Agenda(Clock clock, int atOnce, Work work) {
        this.clock = clock;
        this.work = work;
        this.permits = new Semaphore(atOnce);
    }

    void start() {
        dispatcher.start();
    }

    void now(String name) {
        at(clock.instant(), name);
    }

    @Override
    public void close() {
        dispatcher.interrupt();
    }

    private void at(Instant due, String name) {
        lock.lock();
        try {
            if (inWork.containsKey(name)) {
                inWork.put(name, true);
                return;
            }
            var present = current.get(name);
            if (present != null && !present.due.isAfter(due)) return;
            var entry = new Entry(due, name);
            current.put(name, entry);
            entries.add(entry);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void dispatch() {
        try {
            while (true) {
                var name = take();
                permits.acquire();
                Thread.ofVirtual().name("simulate-", 0).start(() -> run(name));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private String take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                var first = entries.peek();
                if (first == null) {
                    changed.await();
                    continue;
                }
                var wait = Duration.between(clock.instant(), first.due).toNanos();
                if (wait > 0) {
                    changed.await(wait, TimeUnit.NANOSECONDS);
                    continue;
                }
                entries.poll();
                if (!current.remove(first.name, first)) continue;
                inWork.put(first.name, false);
                return first.name;
            }
        } finally {
            lock.unlock();
        }
    }

    private void run(String name) {
        Instant again = clock.instant().plus(AFTER_A_FAILURE);
        try {
            again = work.on(name);
        } catch (RuntimeException failure) {
            log.warn("Simulation failed name={} failure={}", name, failure.toString());
        } finally {
            permits.release();
            finish(name, again);
        }
    }

    private void finish(String name, @Nullable Instant again) {
        boolean asked;
        lock.lock();
        try {
            asked = Boolean.TRUE.equals(inWork.remove(name));
        } finally {
            lock.unlock();
        }
        if (asked) now(name);
        else if (again != null) at(again, name);
    }
}
