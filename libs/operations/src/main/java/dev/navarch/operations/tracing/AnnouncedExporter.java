package dev.navarch.operations.tracing;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says once that the collector does not take what it is sent, and once that it does again. */
final class AnnouncedExporter implements SpanExporter {
    private static final Logger log = LoggerFactory.getLogger(AnnouncedExporter.class);

    /** Would say the same with each batch. Held here: the level is lost with the logger. */
    private static final java.util.logging.Logger EXPORTERS =
            java.util.logging.Logger.getLogger("io.opentelemetry.exporter.internal");

    private final SpanExporter exporter;
    private final String collector;
    private final AtomicBoolean delivered = new AtomicBoolean(true);

    /** @param collector for people */
    AnnouncedExporter(SpanExporter exporter, String collector) {
        this.exporter = exporter;
        this.collector = collector;
        EXPORTERS.setLevel(Level.OFF);
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
        var result = exporter.export(spans);
        return result.whenComplete(() -> announce(result.isSuccess()));
    }

    private void announce(boolean success) {
        if (delivered.getAndSet(success) == success) return;
        if (success) log.info("Traces are delivered again collector={}", collector);
        else log.warn("Traces are not delivered, and dropped meanwhile collector={}", collector);
    }

    @Override
    public CompletableResultCode flush() {
        return exporter.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
        return exporter.shutdown();
    }

    @Override
    public String toString() {
        return exporter.toString();
    }
}
