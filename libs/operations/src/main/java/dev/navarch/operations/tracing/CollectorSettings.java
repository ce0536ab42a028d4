package dev.navarch.operations.tracing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.core.env.Environment;

/**
 * Where traces go, under OpenTelemetry's own names, and so also as OTEL_EXPORTER_OTLP_ENDPOINT in the environment. Spring Boot's name
 * for it is understood too.
 */
final class CollectorSettings {
    private static final String ENDPOINT = "otel.exporter.otlp.endpoint";
    private static final String TRACES_ENDPOINT = "otel.exporter.otlp.traces.endpoint";
    private static final String SPRINGS_ENDPOINT = "management.opentelemetry.tracing.export.otlp.endpoint";

    private CollectorSettings() {}

    /** Empty where no collector is named. */
    static Map<String, String> of(Environment environment) {
        var settings = new LinkedHashMap<String, String>();
        for (var name : new String[] {SPRINGS_ENDPOINT, TRACES_ENDPOINT, ENDPOINT}) {
            var value = environment.getProperty(name, "");
            if (!value.isEmpty()) settings.put(name.equals(SPRINGS_ENDPOINT) ? TRACES_ENDPOINT : name, value);
        }
        return Map.copyOf(settings);
    }
}
