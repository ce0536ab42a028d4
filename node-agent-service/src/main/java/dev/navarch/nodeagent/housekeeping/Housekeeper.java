package dev.navarch.nodeagent.housekeeping;

import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does each chore once a period, on a thread of its own. A chore that fails is tried again at its next turn. */
public final class Housekeeper implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Housekeeper.class);
    private final List<Runnable> chores;
    private final Duration period;
    private final Thread thread;

    public Housekeeper(List<Runnable> chores, Duration period) {
        this.chores = List.copyOf(chores);
        this.period = period;
        this.thread = Thread.ofVirtual().name("housekeeper").unstarted(this::run);
    }

    public void start() {
        thread.start();
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(period);
                chores.forEach(Housekeeper::doOne);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void doOne(Runnable chore) {
        try {
            chore.run();
        } catch (RuntimeException e) {
            log.warn("Housekeeping failed chore={}", chore.getClass().getSimpleName(), e);
        }
    }
}
