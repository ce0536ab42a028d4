package dev.navarch.standalone.cluster;

import dev.navarch.standalone.command.UserError;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What every process of a cluster tells beyond its plain log.
 *
 * @param collector where traces go, over OTLP; null or {@link #OFF} for nowhere
 * @param logFormat {@link #TEXT} or null for plain lines, else the name of a format that Spring Boot knows
 */
public record Telemetry(
        @Nullable String collector, @Nullable String logFormat) {
    static final String OFF = "off";
    static final String TEXT = "text";
    static final Telemetry UNSAID = new Telemetry(null, null);

    private static final List<String> FORMATS = List.of(TEXT, "ecs", "logstash", "gelf");

    /** @throws UserError for what no process could act on */
    public void check() {
        if (collector != null && !collector.equals(OFF) && !isHttp(collector))
            throw new UserError("--tracing " + collector + ": use the URL of an OTLP collector, or off");
        if (logFormat != null && !FORMATS.contains(logFormat))
            throw new UserError("--log-format " + logFormat + ": use " + String.join(", ", FORMATS));
    }

    /** What this says, and where it says nothing, what the other does. */
    Telemetry orElse(Telemetry other) {
        return new Telemetry(
                collector == null ? other.collector : collector, logFormat == null ? other.logFormat : logFormat);
    }

    /** The settings that make a service do so. */
    Map<String, String> properties() {
        var properties = new LinkedHashMap<String, String>();
        if (collector != null && !collector.equals(OFF)) properties.put("otel.exporter.otlp.endpoint", collector);
        if (logFormat != null && !logFormat.equals(TEXT))
            properties.put("logging.structured.format.console", logFormat);
        return properties;
    }

    /** The same as seen from a network in which this machine's loopback is not the host's. */
    Telemetry seenFromOutside(String host) {
        if (collector == null || !isHttp(collector)) return this;
        var loopback =
                List.of("localhost", "127.0.0.1").contains(URI.create(collector).getHost());
        return loopback ? new Telemetry(collector.replaceFirst("localhost|127\\.0\\.0\\.1", host), logFormat) : this;
    }

    private static boolean isHttp(String url) {
        try {
            var uri = URI.create(url);
            return List.of("http", "https").contains(Objects.requireNonNullElse(uri.getScheme(), ""))
                    && uri.getHost() != null;
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
