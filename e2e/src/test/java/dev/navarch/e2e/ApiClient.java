package dev.navarch.e2e;

import io.kubernetes.client.util.Config;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request, one answer: nothing is tried again, so that the answer is that request's. */
final class ApiClient {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final URI server;
    private final HttpClient http;

    /** @param code of HTTP */
    record Answer(int code, JsonNode body) {
        boolean succeeded() {
            return code / 100 == 2;
        }

        String uid() {
            return body.at("/metadata/uid").asString("");
        }

        long revision() {
            return body.at("/metadata/resourceVersion").asLong(0);
        }
    }

    private ApiClient(URI server, HttpClient http) {
        this.server = server;
        this.http = http;
    }

    static ApiClient of(Path kubeconfig) {
        try {
            var config = Config.fromConfig(kubeconfig.toString());
            var tls = SSLContext.getInstance("TLS");
            var trust = Objects.requireNonNull(config.getHttpClient().x509TrustManager());
            tls.init(config.getKeyManagers(), new TrustManager[] {trust}, null);
            var http = HttpClient.newBuilder()
                    .sslContext(tls)
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
            return new ApiClient(URI.create(config.getBasePath()), http);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(kubeconfig.toString(), e);
        }
    }

    Answer get(String path) throws IOException {
        return send("GET", path, "");
    }

    /** @throws IOException when it is not known whether the server has seen the request */
    Answer send(String verb, String path, String body) throws IOException {
        var answer = exchange(request(verb, path, body), HttpResponse.BodyHandlers.ofString());
        return new Answer(answer.statusCode(), JsonMapper.shared().readTree(answer.body()));
    }

    /** The body as it comes, for a watch. */
    HttpResponse<InputStream> open(String path) throws IOException {
        return exchange(request("GET", path, ""), HttpResponse.BodyHandlers.ofInputStream());
    }

    private HttpRequest request(String verb, String path, String body) {
        var publisher =
                body.isEmpty() ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body);
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(verb, publisher)
                .build();
    }

    private <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            return http.send(request, body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }
}
