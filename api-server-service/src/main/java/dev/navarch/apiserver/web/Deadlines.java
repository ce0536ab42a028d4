package dev.navarch.apiserver.web;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Interrupts requests whose time is up. Looks once a second: cheaper than a timer for each. */
public final class Deadlines {
    private final Map<Thread, Instant> running = new ConcurrentHashMap<>();
    private final Map<Thread, Boolean> late = new ConcurrentHashMap<>();
    private final Clock clock;

    public Deadlines(Clock clock, ScheduledExecutorService timer) {
        this.clock = clock;
        var _ = timer.scheduleAtFixedRate(this::interruptLate, 1, 1, TimeUnit.SECONDS);
    }

    /** From here on this thread is interrupted when the time has come. */
    void begin(Instant deadline) {
        running.put(Thread.currentThread(), deadline);
    }

    /** Whether this thread was interrupted here, rather than by a client that left. */
    boolean passed() {
        return late.containsKey(Thread.currentThread());
    }

    void end() {
        running.remove(Thread.currentThread());
        late.remove(Thread.currentThread());
    }

    private void interruptLate() {
        var now = clock.instant();
        running.forEach((thread, deadline) -> {
            if (now.isBefore(deadline) || late.putIfAbsent(thread, true) != null) return;
            thread.interrupt();
        });
    }
}
