package dev.navarch.operations.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class TracingAutoConfigurationTest {
    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(TracingAutoConfiguration.class))
            .withPropertyValues("spring.application.name=some-service");

    @Test
    void withoutACollectorThereIsATracerThatDoesNothing() {
        service.run(context -> {
            assertThat(context).doesNotHaveBean(OpenTelemetrySdk.class);
            var span = context.getBean(Tracer.class).spanBuilder("work").startSpan();
            assertThat(span.isRecording()).isFalse();
        });
    }

    @Test
    void isSwitchedOnByTheNameThatOpenTelemetryKnows() {
        recordsWith("otel.exporter.otlp.endpoint=http://127.0.0.1:1");
    }

    @Test
    void isSwitchedOnByTheNameThatSpringBootKnows() {
        recordsWith("management.opentelemetry.tracing.export.otlp.endpoint=http://127.0.0.1:1/v1/traces");
    }

    private void recordsWith(String property) {
        service.withPropertyValues(property).run(context -> {
            assertThat(context.getBean(OpenTelemetrySdk.class).toString()).contains("some-service", "127.0.0.1:1/v1");
            var span = context.getBean(Tracer.class).spanBuilder("work").startSpan();
            assertThat(span.isRecording()).isTrue();
            assertThat(span.getSpanContext().isSampled()).isTrue();
        });
    }
}
