package dev.navarch.operations.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class AnnouncedExporterIT {
    private int port;
    private SdkTracerProvider traces = SdkTracerProvider.builder().build();

    @BeforeEach
    void sendsWhereNobodyListens() throws IOException {
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var exporter = OtlpHttpSpanExporter.builder()
                .setEndpoint("http://127.0.0.1:" + port + "/v1/traces")
                .setRetryPolicy(null)
                .build();
        traces = SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new AnnouncedExporter(exporter, "here")))
                .build();
    }

    @AfterEach
    void ends() {
        traces.close();
    }

    @Test
    void aCollectorThatIsNotThereIsOneLine(CapturedOutput output) {
        for (var i = 0; i < 20; i++) send();

        assertThat(output.getAll()).containsOnlyOnce("Traces are not delivered").doesNotContain("Failed to export");
    }

    @Test
    void oneThatComesBackIsAnother(CapturedOutput output) throws IOException {
        send();
        var collector = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
        collector.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        try {
            send();
            send();
        } finally {
            collector.stop(0);
        }

        assertThat(output.getAll()).containsOnlyOnce("Traces are delivered again");
    }

    private void send() {
        traces.get("test").spanBuilder("work").startSpan().end();
        traces.forceFlush().join(10, TimeUnit.SECONDS);
    }
}
