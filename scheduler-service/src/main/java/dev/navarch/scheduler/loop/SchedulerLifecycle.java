package dev.navarch.scheduler.loop;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Starts the scheduling thread with the service and ends it with the service. */
public final class SchedulerLifecycle implements SmartLifecycle {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final Duration SYNC_WAIT = Duration.ofSeconds(10);
    private static final Logger log = LoggerFactory.getLogger(SchedulerLifecycle.class);

    private final SchedulerRoom room;
    private volatile @Nullable Thread thread;

    public SchedulerLifecycle(SchedulerRoom room) {
        this.room = room;
    }

    @Override
    public void start() {
        thread = Thread.ofPlatform().name("scheduler").daemon().start(this::run);
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) running.interrupt();
    }

    @Override
    public boolean isRunning() {
        return thread != null;
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
