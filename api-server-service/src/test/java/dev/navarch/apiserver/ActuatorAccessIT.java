package dev.navarch.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.navarch.machinery.codec.Json;
import dev.navarch.pki.ClusterPki;
import dev.navarch.pki.KeyAndCertificate;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An Actuator that asks a whole API server, here itself, who calls and whether he may. */
final class ActuatorAccessIT {
    private static final String LOGGER = "/actuator/loggers/dev.navarch.apiserver.bootstrap";
    private static final String DEBUG = "{\"configuredLevel\": \"DEBUG\"}";

    @TempDir
    static Path directory;

    private static @Nullable TlsServer server;

    @BeforeAll
    static void start() throws Exception {
        var port = FreePort.find();
        var kubeconfig = directory.resolve("kubeconfig");
        pki().ensurePartKubeconfig(
                        kubeconfig, "https://127.0.0.1:" + port, "navarch:api-server", "api-server", List.of());
        server = new TlsServer(
                directory,
                "--server.port=" + port,
                "--navarch.api-server.advertise-address=192.0.2.1",
                "--management.server.port=0",
                "--navarch.kubeconfig=" + kubeconfig);
        for (var role : List.of("operator", "operations-viewer", "nobody")) account(role);
        bind("operator");
        bind("operations-viewer");
    }

    @AfterAll
    static void stop() {
        if (server != null) server.close();
    }

    @Test
    void healthIsForEverybodyAndItsPartsAreNot() throws Exception {
        var stranger = get(null, null, "/actuator/health");
        assertThat(stranger.statusCode()).isEqualTo(200);
        assertThat(stranger.body()).doesNotContain("components");
        assertThat(get(null, "forged", "/actuator/health").body()).doesNotContain("components");
        assertThat(get(null, token("operations-viewer"), "/actuator/health").body())
                .contains("components");
    }

    @Test
    void whoShowsNothingOrNothingOfThisClusterIsUnknown() throws Exception {
        assertThat(get(null, null, "/actuator/prometheus").statusCode()).isEqualTo(401);
        assertThat(get(null, "forged", "/actuator/prometheus").statusCode()).isEqualTo(401);
        var foreign = ClusterPki.open(directory.resolve("foreign"))
                .issueClientCertificate("kubernetes-admin", List.of("system:masters"));
        assertThatThrownBy(() -> get(foreign, null, "/actuator/prometheus")).isInstanceOf(IOException.class);
    }

    @Test
    void anAccountWithoutTheRightIsToldWhatItMayNot() throws Exception {
        var refused = get(null, token("nobody"), "/actuator/prometheus");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(refused.body())
                .contains("User \"system:serviceaccount:default:nobody\" cannot get path \"/actuator/prometheus\"");
    }

    @Test
    void whoMayLookMayNotChange() throws Exception {
        assertThat(get(null, token("operations-viewer"), "/actuator/prometheus").body())
                .contains("jvm_memory_used_bytes");
        assertThat(post(token("operations-viewer")).statusCode()).isEqualTo(403);
        assertThat(post(token("operator")).statusCode()).isEqualTo(204);
        assertThat(Json.read(get(null, token("operations-viewer"), LOGGER).body())
                        .path("effectiveLevel")
                        .asString(""))
                .isEqualTo("DEBUG");
    }

    @Test
    void aCertificateOfTheClusterIsItsSubject() throws Exception {
        var admin = pki().issueClientCertificate("ann", List.of("system:masters"));
        assertThat(get(admin, null, "/actuator/metrics").statusCode()).isEqualTo(200);
        var dns = pki().issueClientCertificate("navarch:dns", List.of());
        assertThat(get(dns, null, "/actuator/metrics").statusCode()).isEqualTo(403);
    }

    @Test
    void whatIsTakenAwayIsGoneWithoutARestart() throws Exception {
        account("guest");
        bind("operations-viewer", "guest");
        var token = token("guest");
        assertThat(get(null, token, "/actuator/metrics").statusCode()).isEqualTo(200);
        api().send("DELETE", "/apis/rbac.authorization.k8s.io/v1/clusterrolebindings/guest", "");
        Awaitility.await("the guest refused")
                .atMost(Duration.ofSeconds(60))
                .until(() -> get(null, token, "/actuator/metrics").statusCode() == 403);
    }

    private static void account(String name) throws Exception {
        api().create(
                        "/api/v1/namespaces/default/serviceaccounts",
                        "{'apiVersion': 'v1', 'kind': 'ServiceAccount', 'metadata': {'name': '" + name + "'}}");
    }

    private static void bind(String role) throws Exception {
        bind(role, role);
    }

    private static void bind(String role, String account) throws Exception {
        api().create("/apis/rbac.authorization.k8s.io/v1/clusterrolebindings", """
                {'apiVersion': 'rbac.authorization.k8s.io/v1', 'kind': 'ClusterRoleBinding', 'metadata': {'name': '%s'},
                 'roleRef': {'apiGroup': 'rbac.authorization.k8s.io', 'kind': 'ClusterRole', 'name': 'navarch:%s'},
                 'subjects': [{'kind': 'ServiceAccount', 'namespace': 'default', 'name': '%1$s'}]}""".formatted(account, role));
    }

    private static String token(String account) throws Exception {
        var issued = api().send("POST", "/api/v1/namespaces/default/serviceaccounts/" + account + "/token", """
                {"kind": "TokenRequest", "apiVersion": "authentication.k8s.io/v1", "spec": {}}""");
        return Json.read(issued.body()).path("status").path("token").asString("");
    }

    private static HttpResponse<String> get(@Nullable KeyAndCertificate who, @Nullable String token, String path)
            throws Exception {
        return send(who, request(token, path));
    }

    private static HttpResponse<String> post(String token) throws Exception {
        return send(
                null,
                request(token, LOGGER)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(DEBUG)));
    }

    private static HttpRequest.Builder request(@Nullable String token, String path) {
        var request = HttpRequest.newBuilder(
                URI.create("https://127.0.0.1:" + api().setting("local.management.port") + path));
        return token == null ? request : request.header("Authorization", "Bearer " + token);
    }

    private static HttpResponse<String> send(@Nullable KeyAndCertificate who, HttpRequest.Builder request)
            throws Exception {
        try (var client =
                HttpClient.newBuilder().sslContext(TlsServer.tls(pki(), who)).build()) {
            return client.send(request.build(), BodyHandlers.ofString());
        }
    }

    private static ClusterPki pki() {
        return ClusterPki.open(directory.resolve("pki"));
    }

    private static TlsServer api() {
        return Objects.requireNonNull(server);
    }
}
