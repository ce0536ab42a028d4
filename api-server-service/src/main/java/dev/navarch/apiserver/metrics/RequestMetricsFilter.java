package dev.navarch.apiserver.metrics;

import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.web.FilterOrder;
import dev.navarch.apiserver.web.RequestFilter;
import dev.navarch.machinery.status.StatusException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.DoubleStream;

/** Counts and times requests. A watch counts when it stands, and is not timed. */
public final class RequestMetricsFilter implements RequestFilter {
    private static final Duration[] BUCKETS = DoubleStream.of(
                    0.005, 0.025, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1, 1.25, 1.5, 2, 3, 4, 5, 6, 8, 10, 15, 20, 30, 45, 60)
            .mapToObj(seconds -> Duration.ofNanos((long) (seconds * 1e9)))
            .toArray(Duration[]::new);

    /** Different sets of labels that are kept; requests beyond are counted by verb alone. */
    private static final int MAX_LABELS = 5000;

    private final MeterRegistry registry;
    private final Map<RequestLabels, Timer> timers = new ConcurrentHashMap<>();
    private final Map<Answered, Counter> counters = new ConcurrentHashMap<>();

    private record Answered(RequestLabels labels, int code) {}

    public RequestMetricsFilter(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public FilterOrder order() {
        return FilterOrder.METRICS;
    }

    @Override
    public ApiResponse filter(ApiRequest request, Next next) {
        var started = System.nanoTime();
        try {
            var answer = next.handle(request);
            record(request, answer.code(), started, !(answer instanceof ApiResponse.Stream));
            return answer;
        } catch (StatusException refused) {
            record(request, refused.status().code(), started, true);
            throw refused;
        } catch (RuntimeException failed) {
            record(request, 500, started, true);
            throw failed;
        }
    }

    private void record(ApiRequest request, int code, long started, boolean timed) {
        var labels = RequestLabels.of(request);
        if (counters.size() > MAX_LABELS)
            labels = new RequestLabels(labels.verb(), "", "", "", "", "", labels.dryRun());
        if (timed) timers.computeIfAbsent(labels, this::timer).record(Duration.ofNanos(System.nanoTime() - started));
        counters.computeIfAbsent(new Answered(labels, code), this::counter).increment();
    }

    private Timer timer(RequestLabels labels) {
        return Timer.builder("apiserver.request.duration")
                .description("Response latency distribution in seconds")
                .serviceLevelObjectives(BUCKETS)
                .tags(labels.tags())
                .register(registry);
    }

    private Counter counter(Answered answered) {
        return Counter.builder("apiserver.request")
                .description("Requests, by what they were about and how they were answered")
                .tags(answered.labels.tags().and("code", Integer.toString(answered.code)))
                .register(registry);
    }
}
