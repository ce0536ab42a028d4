package dev.navarch.loop;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import java.util.function.Supplier;

/**
 * A kind of work, each piece of which begins a trace: what it asks of the API server from its own thread, or from one that was handed
 * its context, is told to belong to it. Where nobody traces, it is the work and nothing else.
 */
public final class TracedWork {
    private static final AttributeKey<String> NAMESPACE = AttributeKey.stringKey("k8s.namespace.name");
    private static final AttributeKey<String> NAME = AttributeKey.stringKey("k8s.object.name");

    private final Tracer tracer;
    private final String name;

    /** @param name as traces show it, such as "reconcile deployment" */
    public TracedWork(Tracer tracer, String name) {
        this.tracer = tracer;
        this.name = name;
    }

    /** @param key what is worked on */
    public <R> R call(Key key, Supplier<R> work) {
        var span = tracer.spanBuilder(name)
                .setNoParent()
                .setAttribute(NAMESPACE, key.namespace())
                .setAttribute(NAME, key.name())
                .startSpan();
        try (var _ = span.makeCurrent()) {
            return work.get();
        } finally {
            span.end();
        }
    }

    /** @param key what is worked on */
    public void run(Key key, Runnable work) {
        call(key, () -> {
            work.run();
            return key;
        });
    }
}
