package dev.navarch.scheduler.loop;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that schedules, while this process leads. */
public final class SchedulerThread {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SYNC_WAIT = Duration.ofSeconds(10);
    private static final Duration LONGEST_CYCLE = Duration.ofSeconds(5);
    private static final Logger log = LoggerFactory.getLogger(SchedulerThread.class);

    private final SchedulerRoom room;
    private @Nullable Thread thread;

    public SchedulerThread(SchedulerRoom room) {
        this.room = room;
    }

    public synchronized void start() {
        thread = Thread.ofPlatform().name("scheduler").daemon().start(this::run);
    }

    /** Returns when the pod that is being tried is done with. */
    public synchronized void stop() {
        var running = thread;
        thread = null;
        if (running == null) return;
        running.interrupt();
        try {
            running.join(LONGEST_CYCLE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try {
            while (!room.open(SYNC_WAIT)) log.info("Still waiting for the first lists");
            log.info("Scheduling");
            while (!Thread.currentThread().isInterrupted()) room.scheduler().scheduleNext(PATIENCE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
