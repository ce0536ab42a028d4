package dev.navarch.apiserver.tracing;

import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** How the propagator reads Spring's headers. */
enum HeaderReader implements TextMapGetter<HttpHeaders> {
    INSTANCE;

    @Override
    public Iterable<String> keys(HttpHeaders headers) {
        return headers.headerNames();
    }

    @Override
    public @Nullable String get(@Nullable HttpHeaders headers, String name) {
        return headers == null ? null : headers.getFirst(name);
    }
}
