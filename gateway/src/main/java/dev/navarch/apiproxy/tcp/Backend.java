package dev.navarch.apiproxy.tcp;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One of those that connections are led to. */
public final class Backend {
    private final HostAndPort address;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicLong failures = new AtomicLong();
    private volatile boolean healthy = true;

    Backend(HostAndPort address) {
        this.address = address;
    }

    public HostAndPort address() {
        return address;
    }

    /** As the last probe, or an attempt to connect after it, found. Until the first one it is taken for healthy. */
    public boolean healthy() {
        return healthy;
    }

    public int connections() {
        return connections.get();
    }

    /** Attempts to connect that failed. */
    public long failures() {
        return failures.get();
    }

    /** @return whether this is news */
    boolean found(boolean healthyNow) {
        var news = healthy != healthyNow;
        healthy = healthyNow;
        return news;
    }

    void refused() {
        failures.incrementAndGet();
        healthy = false;
    }

    void opened() {
        connections.incrementAndGet();
    }

    void closed() {
        connections.decrementAndGet();
    }
}
