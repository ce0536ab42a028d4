package dev.navarch.metrics.usage;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** Asks an agent over TLS, with this service's own certificate. */
public final class AgentClient implements AutoCloseable {
    private final HttpClient client;
    private final Duration timeout;

    public AgentClient(SSLContext tls, Duration timeout) {
        this.client = HttpClient.newBuilder()
                .sslContext(tls)
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
        this.timeout = timeout;
    }

    String resourceMetrics(String address, int port) throws IOException, InterruptedException {
        var host = address.contains(":") ? "[" + address + "]" : address;
        var uri = URI.create("https://" + host + ":" + port + "/metrics/resource");
        var answer = client.send(HttpRequest.newBuilder(uri).timeout(timeout).build(), BodyHandlers.ofString());
        if (answer.statusCode() != 200) throw new IOException(uri + " answers " + answer.statusCode());
        return answer.body();
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
