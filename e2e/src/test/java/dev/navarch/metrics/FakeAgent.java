package dev.navarch.metrics;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import dev.navarch.pki.CertificateNames;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;

/** Serves {@code /metrics/resource} over TLS, to the metrics service only: a quarter of a processor, and 64 MiB. */
final class FakeAgent implements AutoCloseable {
    private final HttpsServer server;
    private final long began = System.currentTimeMillis();

    FakeAgent(SSLContext tls) throws IOException {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(tls) {
            @Override
            public void configure(HttpsParameters parameters) {
                var wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setNeedClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/metrics/resource", this::answer);
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        var certificate =
                (X509Certificate) ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0];
        var known = CertificateNames.commonName(certificate).equals("navarch:metrics-server");
        var body = known ? text().getBytes(StandardCharsets.UTF_8) : new byte[0];
        exchange.sendResponseHeaders(known ? 200 : 403, body.length == 0 ? -1 : body.length);
        try (var out = exchange.getResponseBody()) {
            out.write(body);
        }
    }

    private String text() {
        var now = System.currentTimeMillis();
        var cpu = (now - began) * 0.25 / 1000;
        return """
                # TYPE node_cpu_usage_seconds_total counter
                node_cpu_usage_seconds_total %1$f %2$d
                node_memory_working_set_bytes 67108864 %2$d
                container_cpu_usage_seconds_total{container="c",namespace="default",pod="web"} %1$f %2$d
                container_memory_working_set_bytes{container="c",namespace="default",pod="web"} 1048576 %2$d
                resource_scrape_error 0
                """.formatted(cpu, now);
    }
}
