package dev.navarch.loop;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;

/** A loop's figures under the names that dashboards of Kubernetes expect. */
final class LoopMetrics {
    private final Counter adds;
    private final Counter retries;
    private final Counter failures;
    private final Timer waiting;
    private final Timer working;

    LoopMetrics(String loop, WorkQueue queue, MeterRegistry meters) {
        Gauge.builder("workqueue.depth", queue, WorkQueue::depth)
                .tag("name", loop)
                .register(meters);
        adds = Counter.builder("workqueue.adds").tag("name", loop).register(meters);
        retries = Counter.builder("workqueue.retries").tag("name", loop).register(meters);
        failures = Counter.builder("navarch.loop.failures").tag("name", loop).register(meters);
        waiting = Timer.builder("workqueue.queue.duration").tag("name", loop).register(meters);
        working = Timer.builder("workqueue.work.duration").tag("name", loop).register(meters);
    }

    void waited(Duration time) {
        adds.increment();
        waiting.record(time);
    }

    void worked(Duration time) {
        working.record(time);
    }

    void retried() {
        retries.increment();
    }

    void failed() {
        failures.increment();
    }
}
