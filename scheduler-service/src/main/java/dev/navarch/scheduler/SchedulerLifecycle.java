package dev.navarch.scheduler;

import dev.navarch.client.lease.LeaderElector;
import org.springframework.context.SmartLifecycle;

/** Stands for election with the service and steps down with it. */
final class SchedulerLifecycle implements SmartLifecycle {
    private final LeaderElector elector;
    private volatile boolean running;

    SchedulerLifecycle(LeaderElector elector) {
        this.elector = elector;
    }

    @Override
    public void start() {
        running = true;
        elector.start();
    }

    @Override
    public void stop() {
        running = false;
        elector.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
