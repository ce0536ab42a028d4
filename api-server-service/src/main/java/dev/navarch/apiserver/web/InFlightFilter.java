package dev.navarch.apiserver.web;

import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Bounds how many requests are worked on at a time, reads and writes apart. Others wait: at most as many as ten times the limit, each at
 * most {@link #PATIENCE}; beyond that they get 429. Streams are not counted.
 */
public final class InFlightFilter implements RequestFilter {
    private static final Set<String> READS = Set.of("get", "list", "head", "options");
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Lane reads;
    private final Lane writes;

    private static final class Lane {
        final Semaphore running;
        final int maxWaiting;

        Lane(int limit) {
            this.running = new Semaphore(limit);
            this.maxWaiting = 10 * limit;
        }

        boolean enter() {
            if (running.tryAcquire()) return true;
            if (running.getQueueLength() >= maxWaiting) return false;
            try {
                return running.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException gone) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    public InFlightFilter(int maxReads, int maxWrites) {
        this.reads = new Lane(maxReads);
        this.writes = new Lane(maxWrites);
    }

    @Override
    public FilterOrder order() {
        return FilterOrder.FLOW_CONTROL;
    }

    @Override
    public ApiResponse filter(ApiRequest request, Next next) {
        if (longRunning(request)) return next.handle(request);
        var lane = READS.contains(request.info().verb()) ? reads : writes;
        if (!lane.enter()) return tooMany();
        try {
            return next.handle(request);
        } finally {
            lane.running.release();
        }
    }

    private static boolean longRunning(ApiRequest request) {
        var info = request.info();
        return info.verb().equals("watch")
                || switch (info.subresource()) {
                    case "log", "exec", "attach", "portforward", "proxy" -> true;
                    default -> false;
                };
    }

    private static ApiResponse tooMany() {
        return new ApiResponse.Bytes(
                429,
                "text/plain; charset=utf-8",
                "Too many requests, please try again later.\n".getBytes(StandardCharsets.UTF_8),
                Map.of("Retry-After", "1"));
    }
}
