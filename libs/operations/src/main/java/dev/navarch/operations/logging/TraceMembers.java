package dev.navarch.operations.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.springframework.boot.json.JsonWriter;
import org.springframework.boot.logging.structured.StructuredLoggingJsonMembersCustomizer;

/** The trace and span that a structured line was logged in, under the names that OpenTelemetry gives them in JSON logs. */
public final class TraceMembers implements StructuredLoggingJsonMembersCustomizer<ILoggingEvent> {
    /** Lines are written by the thread that logs, whose span this is. */
    @Override
    public void customize(JsonWriter.Members<ILoggingEvent> members) {
        members.add("trace_id", _ -> current().getTraceId()).when(_ -> current().isValid());
        members.add("span_id", _ -> current().getSpanId()).when(_ -> current().isValid());
    }

    private static SpanContext current() {
        return Span.current().getSpanContext();
    }
}
