package dev.navarch.scheduler.binding;

import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs calls to the API server on virtual threads, so many at a time; when all are taken, whoever brings the next one waits. */
public final class ApiCalls implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ApiCalls.class);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("scheduler-call-", 0).factory());
    private final Semaphore permits;

    public ApiCalls(int atOnce) {
        permits = new Semaphore(atOnce);
    }

    public void run(Runnable call) {
        try {
            if (!permits.tryAcquire(LONGEST_WAIT.toSeconds(), TimeUnit.SECONDS))
                throw new IllegalStateException("No call to the API server has ended for " + LONGEST_WAIT);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return;
        }
        threads.execute(Context.current().wrap(() -> {
            try {
                call.run();
            } catch (RuntimeException failure) {
                log.warn("A call failed", failure);
            } finally {
                permits.release();
            }
        }));
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
