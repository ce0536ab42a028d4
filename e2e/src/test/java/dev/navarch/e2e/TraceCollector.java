package dev.navarch.e2e;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

/** Takes spans over OTLP/HTTP, as protobuf, and keeps them. */
final class TraceCollector implements AutoCloseable {
    private final HttpServer server;
    private final List<Received> received = new CopyOnWriteArrayList<>();

    /** A span and the service that sent it. */
    record Received(String service, Span span) {
        String name() {
            return span.getName();
        }

        String trace() {
            return HexFormat.of().formatHex(span.getTraceId().toByteArray());
        }

        boolean isChildOf(Received other) {
            return span.getTraceId().equals(other.span.getTraceId())
                    && span.getParentSpanId().equals(other.span.getSpanId());
        }

        String attribute(String key) {
            return span.getAttributesList().stream()
                    .filter(attribute -> attribute.getKey().equals(key))
                    .map(KeyValue::getValue)
                    .map(value -> value.hasIntValue() ? Long.toString(value.getIntValue()) : value.getStringValue())
                    .findFirst()
                    .orElse("");
        }
    }

    TraceCollector() throws IOException {
        // On all addresses: nodes are in networks of their own.
        server = HttpServer.create(new InetSocketAddress(0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    List<Received> spans(Predicate<Received> wanted) {
        return received.stream().filter(wanted).toList();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = ExportTraceServiceRequest.parseFrom(exchange.getRequestBody());
            request.getResourceSpansList().forEach(this::keep);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    private void keep(ResourceSpans sent) {
        var service = sent.getResource().getAttributesList().stream()
                .filter(attribute -> attribute.getKey().equals("service.name"))
                .map(attribute -> attribute.getValue().getStringValue())
                .findFirst()
                .orElse("");
        sent.getScopeSpansList()
                .forEach(scope -> scope.getSpansList().forEach(span -> received.add(new Received(service, span))));
    }
}
