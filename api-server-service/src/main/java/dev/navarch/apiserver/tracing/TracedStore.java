package dev.navarch.apiserver.tracing;

import dev.navarch.store.StoreKey;
import dev.navarch.store.Versioned;
import dev.navarch.store.VersionedStore;
import dev.navarch.store.WriteOutcome;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Writes that are made for a traced request are spans of it; everything else passes through. */
public final class TracedStore implements VersionedStore {
    private final VersionedStore store;
    private final Tracer tracer;

    public TracedStore(VersionedStore store, Tracer tracer) {
        this.store = store;
        this.tracer = tracer;
    }

    @Override
    public WriteOutcome create(StoreKey key, byte[] value, @Nullable Duration timeToLive) {
        return traced("create", key, () -> store.create(key, value, timeToLive));
    }

    @Override
    public WriteOutcome update(StoreKey key, byte[] value, long expectedRevision, @Nullable Duration timeToLive) {
        return traced("update", key, () -> store.update(key, value, expectedRevision, timeToLive));
    }

    @Override
    public WriteOutcome delete(StoreKey key, long expectedRevision) {
        return traced("delete", key, () -> store.delete(key, expectedRevision));
    }

    @Override
    public @Nullable Versioned get(StoreKey key) {
        return store.get(key);
    }

    @Override
    public long currentRevision() {
        return store.currentRevision();
    }

    @Override
    public long list(String kind, Consumer<List<Versioned>> chunks) {
        return store.list(kind, chunks);
    }

    @Override
    public Subscription watch(long revision, StoreListener listener) {
        return store.watch(revision, listener);
    }

    @Override
    public void trim(long revision) {
        store.trim(revision);
    }

    @Override
    public void close() {
        store.close();
    }

    private WriteOutcome traced(String operation, StoreKey key, Supplier<WriteOutcome> write) {
        if (!Span.current().getSpanContext().isValid()) return write.get();
        var span = tracer.spanBuilder("store " + operation)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("db.operation.name", operation)
                .setAttribute("db.collection.name", key.kind())
                .startSpan();
        try {
            var outcome = write.get();
            span.setAttribute("navarch.store.outcome", outcome.getClass().getSimpleName());
            return outcome;
        } catch (RuntimeException failed) {
            span.recordException(failed).setStatus(StatusCode.ERROR);
            throw failed;
        } finally {
            span.end();
        }
    }
}
