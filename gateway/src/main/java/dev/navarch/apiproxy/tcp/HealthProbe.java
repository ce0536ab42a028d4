package dev.navarch.apiproxy.tcp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks each backend every so often whether it is well. */
public final class HealthProbe implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(HealthProbe.class);

    private final Duration interval;
    private final Question question;
    private final BackendPool pool;
    private final List<Thread> threads = new ArrayList<>();

    /** Answers {@link #WELL}, or what is wrong. Within its timeout, on a virtual thread. */
    @FunctionalInterface
    interface Question {
        String WELL = "";

        String ask(HostAndPort backend);
    }

    /** @param path asked for over TLS, and 200 wanted; empty when a connection is proof enough */
    public HealthProbe(BackendPool pool, Duration interval, Duration timeout, String path) {
        this(pool, interval, path.isEmpty() ? new ConnectQuestion(timeout) : new TlsQuestion(timeout, path));
    }

    HealthProbe(BackendPool pool, Duration interval, Question question) {
        this.pool = pool;
        this.interval = interval;
        this.question = question;
    }

    public void start() {
        for (var backend : pool.backends())
            threads.add(Thread.ofVirtual().name("probe-" + backend.address()).start(() -> probe(backend)));
    }

    @Override
    public void close() {
        threads.forEach(Thread::interrupt);
    }

    private void probe(Backend backend) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                look(backend);
                Thread.sleep(interval);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(Backend backend) {
        var complaint = question.ask(backend.address());
        var healthy = complaint.equals(Question.WELL);
        if (!backend.found(healthy)) return;
        if (healthy) log.info("Backend is well backend={}", backend.address());
        else log.warn("Backend is not well backend={} cause={}", backend.address(), complaint);
    }
}
