package dev.navarch.apiserver.aggregation;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.status.StatusException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/** Keeps the condition Available of every APIService: soon after it changes, and every few seconds. */
public final class AvailabilityLoop implements ObjectReader.ObjectListener {
    private static final Logger log = LoggerFactory.getLogger(AvailabilityLoop.class);
    private static final Duration PERIOD = Duration.ofSeconds(3);
    private static final Duration SETTLE = Duration.ofMillis(50);

    private final ObjectReader reader;
    private final ObjectWriter writer;
    private final AvailabilityCheck check;
    private final Clock clock;
    private final Semaphore changed = new Semaphore(0);

    public AvailabilityLoop(ObjectReader reader, ObjectWriter writer, AvailabilityCheck check, Clock clock) {
        this.reader = reader;
        this.writer = writer;
        this.check = check;
        this.clock = clock;
    }

    /** Until interrupted; on a thread of its own. */
    public void run() {
        reader.subscribe(AggregatedVersions.API_SERVICES, this);
        try {
            while (true) {
                var _ = changed.tryAcquire(PERIOD.toMillis(), TimeUnit.MILLISECONDS);
                Thread.sleep(SETTLE);
                changed.drainPermits();
                checkAll();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void put(ObjectNode apiService) {
        changed.release();
    }

    @Override
    public void deleted(ObjectNode last) {
        changed.release();
    }

    @Override
    public void reset() {
        changed.release();
    }

    /** All at once: one that does not answer keeps no other waiting. */
    private void checkAll() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var apiService : reader.list(AggregatedVersions.API_SERVICES, "")) {
                var _ = CompletableFuture.runAsync(() -> check(apiService), threads);
            }
        }
    }

    private void check(ObjectNode apiService) {
        var name = ObjectMeta.of(apiService).name();
        try {
            var found = check.of(apiService);
            if (found.isTold(apiService)) return;
            writer.change(AggregatedVersions.API_SERVICES, "", name, stored -> found.tell(stored, clock.instant()));
            log.info(
                    "An API version's availability changed name={} available={} reason={}",
                    name,
                    found.available(),
                    found.reason());
        } catch (StatusException refused) {
            if (refused.status().code() != 404) log.warn("Availability was not told name={}", name, refused);
        } catch (RuntimeException failed) {
            log.warn("Availability was not checked name={}", name, failed);
        }
    }
}
