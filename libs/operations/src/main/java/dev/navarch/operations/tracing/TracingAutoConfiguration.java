package dev.navarch.operations.tracing;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.autoconfigure.AutoConfiguredOpenTelemetrySdk;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** A tracer for every service; one that does nothing where no collector is named. */
@AutoConfiguration
class TracingAutoConfiguration {
    private static final int CLOSING_SECONDS = 1;

    /** Apart from these, OpenTelemetry's own settings count: sampling, limits of the queue, headers for the collector … */
    private static final Map<String, String> DEFAULTS = Map.of(
            "otel.exporter.otlp.protocol", "http/protobuf",
            "otel.metrics.exporter", "none",
            "otel.logs.exporter", "none");

    @Bean(destroyMethod = "")
    @ConditionalOnTracing
    OpenTelemetrySdk openTelemetry(Environment environment) {
        var service = environment.getProperty("spring.application.name", "navarch");
        var collector = CollectorSettings.of(environment);
        return AutoConfiguredOpenTelemetrySdk.builder()
                .addPropertiesSupplier(() -> DEFAULTS)
                .addPropertiesSupplier(() -> Map.of("otel.service.name", service))
                .addPropertiesCustomizer(_ -> collector)
                .addSpanExporterCustomizer((exporter, _) ->
                        new AnnouncedExporter(exporter, collector.values().toString()))
                .disableShutdownHook()
                .build()
                .getOpenTelemetrySdk();
    }

    /** What is still queued is sent, if that takes no time: no collector holds up the end of a service. */
    @Bean
    @ConditionalOnTracing
    DisposableBean closingOfTraces(OpenTelemetrySdk openTelemetry) {
        return () -> openTelemetry.shutdown().join(CLOSING_SECONDS, TimeUnit.SECONDS);
    }

    @Bean
    Tracer tracer(ObjectProvider<OpenTelemetry> openTelemetry) {
        return openTelemetry.getIfAvailable(OpenTelemetry::noop).getTracer("dev.navarch");
    }
}
