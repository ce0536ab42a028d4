package dev.navarch.apiserver;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.time.Timestamps;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;

/** The whole server over plain HTTP with its store in memory. */
class ApiServerIT {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static @Nullable ConfigurableApplicationContext server;
    private static String base = "";

    @BeforeAll
    static void start() {
        server = ApiServerApplication.builder().run("--server.port=0", "--spring.main.banner-mode=off");
        var port = requireNonNull(((WebServerApplicationContext) server).getWebServer())
                .getPort();
        base = "http://127.0.0.1:" + port;
    }

    @AfterAll
    static void stop() {
        if (server != null) server.close();
    }

    @Test
    void createsReadsListsAndDeletes() throws Exception {
        var created = send("POST", "/api/v1/namespaces/life/configmaps", configMap("a"));
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.headers().firstValue("Audit-Id")).isPresent();
        assertThat(created.headers().firstValue("Cache-Control")).hasValue("no-cache, private");
        assertThat(json(send("GET", "/api/v1/namespaces/life/configmaps/a", "")))
                .isEqualTo(json(created));
        var list = json(send("GET", "/api/v1/namespaces/life/configmaps", ""));
        assertThat(list.path("kind").asString("")).isEqualTo("ConfigMapList");
        assertThat(list.path("items")).hasSize(1);
        assertThat(list.path("items").get(0).has("kind")).isFalse();
        assertThat(send("DELETE", "/api/v1/namespaces/life/configmaps/a", "").statusCode())
                .isEqualTo(200);
        assertThat(send("GET", "/api/v1/namespaces/life/configmaps/a", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void componentStatusesFollowTheLeasesOfTheParts() throws Exception {
        var leases = "/apis/coordination.k8s.io/v1/namespaces/kube-system/leases";
        assertThat(healthOf("scheduler")).isEqualTo("False");
        send("POST", leases, lease("kube-scheduler", Timestamps.micros(Instant.now())));
        send("POST", leases, lease("kube-controller-manager", "2020-01-01T00:00:00.000000Z"));
        assertThat(healthOf("scheduler")).isEqualTo("True");
        assertThat(healthOf("controller-manager")).isEqualTo("False");
        assertThat(healthOf("etcd-0")).isEqualTo("True");
        assertThat(send("GET", "/api/v1/componentstatuses/none", "").statusCode())
                .isEqualTo(404);
        assertThat(send("DELETE", "/api/v1/componentstatuses/scheduler", "").statusCode())
                .isEqualTo(405);
        var table = request("/api/v1/componentstatuses")
                .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io")
                .build();
        assertThat(json(CLIENT.send(table, BodyHandlers.ofString())).path("rows"))
                .extracting(row -> row.path("cells").get(0).asString("") + " "
                        + row.path("cells").get(1).asString(""))
                .containsExactly("controller-manager Unhealthy", "etcd-0 Healthy", "scheduler Healthy");
    }

    private static String healthOf(String component) throws Exception {
        return json(send("GET", "/api/v1/componentstatuses/" + component, ""))
                .path("conditions")
                .path(0)
                .path("status")
                .asString("");
    }

    private static String lease(String name, String renewed) {
        return """
                {"apiVersion": "coordination.k8s.io/v1", "kind": "Lease", "metadata": {"name": "%s"},
                 "spec": {"holderIdentity": "a", "leaseDurationSeconds": 600, "renewTime": "%s"}}""".formatted(name, renewed);
    }

    @Test
    void aWatchSendsWhatHappensAsItHappens() throws Exception {
        var version = json(send("GET", "/api/v1/namespaces/watched/configmaps", ""))
                .path("metadata")
                .path("resourceVersion")
                .asString("");
        var stream = CLIENT.send(
                request("/api/v1/namespaces/watched/configmaps?watch=true&timeoutSeconds=20&resourceVersion=" + version)
                        .GET()
                        .build(),
                BodyHandlers.ofInputStream());
        assertThat(stream.statusCode()).isEqualTo(200);
        try (var lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            send("POST", "/api/v1/namespaces/watched/configmaps", configMap("a"));
            send("DELETE", "/api/v1/namespaces/watched/configmaps/a", "");
            assertThat(type(lines)).isEqualTo("ADDED");
            assertThat(type(lines)).isEqualTo("DELETED");
        }
    }

    @Test
    void pagesShareARevisionAndSayWhatRemains() throws Exception {
        for (var n = 0; n < 5; n++) send("POST", "/api/v1/namespaces/paged/configmaps", configMap("c" + n));
        var first = json(send("GET", "/api/v1/namespaces/paged/configmaps?limit=2", ""));
        assertThat(first.path("metadata").path("remainingItemCount").asInt(0)).isEqualTo(3);
        send("POST", "/api/v1/namespaces/paged/configmaps", configMap("c9"));
        var token = first.path("metadata").path("continue").asString("");
        var second = json(send("GET", "/api/v1/namespaces/paged/configmaps?limit=10&continue=" + token, ""));
        assertThat(second.path("items")).hasSize(3);
        assertThat(second.path("metadata").path("resourceVersion"))
                .isEqualTo(first.path("metadata").path("resourceVersion"));
    }

    @Test
    void answersAsATable() throws Exception {
        send("POST", "/api/v1/namespaces/tabled/configmaps", configMap("a"));
        var table = json(CLIENT.send(
                request("/api/v1/namespaces/tabled/configmaps")
                        .header("Accept", "application/json;as=Table;v=v1;g=meta.k8s.io,application/json")
                        .GET()
                        .build(),
                BodyHandlers.ofString()));
        assertThat(table.path("kind").asString("")).isEqualTo("Table");
        assertThat(table.path("rows").get(0).path("cells").get(0).asString("")).isEqualTo("a");
    }

    @Test
    void tellsWhatItServes() throws Exception {
        assertThat(json(send("GET", "/api/v1", "")).path("resources")).isNotEmpty();
        assertThat(json(send("GET", "/apis", "")).path("groups")).isNotEmpty();
        assertThat(json(send("GET", "/version", "")).path("minor").asString("")).isEqualTo("36");
        assertThat(send("GET", "/healthz", "").body()).isEqualTo("ok");
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        var large = configMap("a").replace("\"b\"", '"' + "x".repeat(4 << 20) + '"');
        assertThat(send("POST", "/api/v1/namespaces/large/configmaps", large).statusCode())
                .isEqualTo(413);
    }

    @Test
    void saysWhatItDoesNotKnow() throws Exception {
        var unknown = send("GET", "/apis/nosuch.test/v1/things", "");
        assertThat(unknown.statusCode()).isEqualTo(404);
        assertThat(unknown.body()).isEqualTo("404 page not found\n");
    }

    private static String type(BufferedReader lines) throws IOException {
        return Json.read(lines.readLine()).path("type").asString("");
    }

    private static HttpResponse<String> send(String method, String path, String body) throws Exception {
        var publisher = body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
        return CLIENT.send(request(path).method(method, publisher).build(), BodyHandlers.ofString());
    }

    private static HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json");
    }

    private static JsonNode json(HttpResponse<String> response) {
        return Json.read(response.body());
    }

    private static String configMap(String name) {
        return "{\"apiVersion\":\"v1\",\"kind\":\"ConfigMap\",\"metadata\":{\"name\":\"" + name
                + "\"},\"data\":{\"a\":\"b\"}}";
    }
}
