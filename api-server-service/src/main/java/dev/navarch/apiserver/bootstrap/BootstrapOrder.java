package dev.navarch.apiserver.bootstrap;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the steps one after the other, each until it succeeds. Call {@link #run} once, on a thread of its own, when the watch caches are
 * filled; the server is not ready before it returns.
 */
public final class BootstrapOrder {
    private static final Logger log = LoggerFactory.getLogger(BootstrapOrder.class);
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final List<BootstrapStep> steps;
    private final Clock clock;
    private volatile boolean done;

    public BootstrapOrder(List<BootstrapStep> steps, Clock clock) {
        this.steps = List.copyOf(steps);
        this.clock = clock;
    }

    /** @throws IllegalStateException when a step still fails after half a minute */
    public void run() throws InterruptedException {
        var started = clock.instant();
        for (var step : steps) run(step, started.plus(LIMIT));
        done = true;
        log.info(
                "Bootstrap objects are there tookMs={}",
                Duration.between(started, clock.instant()).toMillis());
    }

    public boolean isDone() {
        return done;
    }

    private void run(BootstrapStep step, Instant deadline) throws InterruptedException {
        for (var first = true; ; first = false) {
            try {
                step.run();
                return;
            } catch (RuntimeException e) {
                if (first) log.info("Bootstrap step failed, trying again step={} reason={}", step.name(), e.toString());
                if (clock.instant().isAfter(deadline))
                    throw new IllegalStateException("Bootstrap step " + step.name() + " failed: " + e.getMessage(), e);
                Thread.sleep(PAUSE);
            }
        }
    }
}
