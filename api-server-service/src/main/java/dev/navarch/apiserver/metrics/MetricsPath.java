package dev.navarch.apiserver.metrics;

import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.web.Dispatcher;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** {@code /metrics}. */
public final class MetricsPath implements Dispatcher.PathHandler {
    private static final String TYPE = "text/plain; version=0.0.4; charset=utf-8";

    private final PrometheusMeterRegistry registry;

    public MetricsPath(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public @Nullable ApiResponse handle(ApiRequest request) {
        if (!request.info().path().equals("/metrics")) return null;
        return new ApiResponse.Bytes(200, TYPE, registry.scrape().getBytes(StandardCharsets.UTF_8));
    }
}
