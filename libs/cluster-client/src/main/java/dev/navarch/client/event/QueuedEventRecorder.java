package dev.navarch.client.event;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import io.kubernetes.client.common.KubernetesObject;
import io.opentelemetry.context.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what it is told into a bounded queue and writes it from one thread. Full queue: dropped and counted. A write that got no
 * answer is tried again a dozen times; an answer, whatever it says, is final.
 */
public final class QueuedEventRecorder implements EventRecorder, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(QueuedEventRecorder.class);
    private static final int QUEUED = 1000;
    private static final int TRIES = 12;
    private static final Duration RETRY = Duration.ofSeconds(10);

    private final LinkedBlockingQueue<Runnable> queue = new LinkedBlockingQueue<>(QUEUED);
    private final LongAdder dropped = new LongAdder();
    private final CoreEventWriter core;
    private final SeriesEventWriter series;
    private final Thread writer;

    /** @param host the node's name for what runs on a node, else empty */
    public QueuedEventRecorder(ClusterClient client, String component, String host, Clock clock) {
        this.core = new CoreEventWriter(client, component, host, clock);
        this.series = new SeriesEventWriter(client, component, host, clock);
        this.writer = Thread.ofVirtual().name("events-" + component).start(this::write);
    }

    @Override
    public void normal(KubernetesObject about, String reason, String message) {
        event(about, "", "Normal", reason, message);
    }

    @Override
    public void warning(KubernetesObject about, String reason, String message) {
        event(about, "", "Warning", reason, message);
    }

    @Override
    public void event(KubernetesObject about, String fieldPath, String type, String reason, String message) {
        var occurrence = new Occurrence(ObjectReferences.to(about, fieldPath), type, reason, message);
        offer(() -> core.write(occurrence));
    }

    @Override
    public void action(
            KubernetesObject about,
            @Nullable KubernetesObject related,
            String type,
            String reason,
            String action,
            String note) {
        var regarding = ObjectReferences.to(about, "");
        var other = related == null ? null : ObjectReferences.to(related, "");
        offer(() -> series.write(regarding, other, type, reason, action, note));
    }

    public long dropped() {
        return dropped.sum();
    }

    @Override
    public void close() {
        writer.interrupt();
    }

    private void offer(Runnable write) {
        if (!queue.offer(Context.current().wrap(write))) {
            dropped.increment();
        }
    }

    private void write() {
        try {
            while (true) {
                var next = queue.poll(SeriesEventWriter.CHECK.toSeconds(), TimeUnit.SECONDS);
                if (next != null) {
                    attempt(next);
                }
                attempt(series::finishIdle);
            }
        } catch (InterruptedException e) {
            // closed
        }
    }

    private void attempt(Runnable write) throws InterruptedException {
        for (var tries = 1; ; tries++) {
            try {
                write.run();
                return;
            } catch (ApiFailure e) {
                if (e.code() != 0 || tries == TRIES) {
                    log.debug("Event refused code={} reason={}", e.code(), e.reason(), e);
                    return;
                }
            } catch (RuntimeException e) {
                log.warn("Event not written", e);
                return;
            }
            var jitter = ThreadLocalRandom.current().nextDouble(tries == 1 ? 0 : 1, 1.25);
            Thread.sleep((long) (RETRY.toMillis() * jitter));
        }
    }
}
