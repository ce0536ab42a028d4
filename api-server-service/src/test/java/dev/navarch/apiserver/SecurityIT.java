package dev.navarch.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.machinery.codec.Json;
import dev.navarch.pki.ClusterPki;
import dev.navarch.pki.KeyAndCertificate;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole server over TLS: who gets in, and as whom. */
final class SecurityIT {
    @TempDir
    static Path directory;

    private static @Nullable ConfigurableApplicationContext server;

    @BeforeAll
    static void start() {
        server = ApiServerApplication.builder()
                .run(
                        "--server.port=0",
                        "--spring.main.banner-mode=off",
                        "--navarch.api-server.advertise-address=192.0.2.1",
                        "--navarch.api-server.data-directory=" + directory);
        Awaitility.await("ready")
                .atMost(Duration.ofSeconds(30))
                .until(() -> get(null, "/readyz").statusCode() == 200);
    }

    @AfterAll
    static void stop() {
        if (server != null) server.close();
    }

    @Test
    void aCertificateOfTheClusterIsItsSubject() throws Exception {
        var ann = pki().issueClientCertificate("ann", List.of("dev"));

        var answer = post(ann, "/apis/authentication.k8s.io/v1/selfsubjectreviews", """
                {"kind": "SelfSubjectReview", "apiVersion": "authentication.k8s.io/v1"}""");

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(Json.read(answer.body())
                        .path("status")
                        .path("userInfo")
                        .path("username")
                        .asString(""))
                .isEqualTo("ann");
    }

    @Test
    void aForeignCertificateGetsAStatusAndNotABrokenConnection() throws Exception {
        var foreign = ClusterPki.open(directory.resolve("foreign"))
                .issueClientCertificate("kubernetes-admin", List.of("system:masters"));

        var answer = get(foreign, "/api/v1/namespaces");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(Json.read(answer.body()).path("reason").asString("")).isEqualTo("Unauthorized");
    }

    @Test
    void anExpiredCertificateGetsAStatusToo() throws Exception {
        var expired = pki().authority()
                .issue(
                        dev.navarch.pki.CertificateRequest.client("ann", List.of("system:masters")),
                        Duration.ofMinutes(-1));

        assertThat(get(expired, "/api/v1/namespaces").statusCode()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/version", "/healthz", "/livez", "/readyz"})
    void healthAndVersionAreForEverybody(String path) throws Exception {
        assertThat(get(null, path).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api", "/apis", "/api/v1/namespaces", "/metrics", "/openapi/v3"})
    void everythingElseNeedsCredentials(String path) throws Exception {
        assertThat(get(null, path).statusCode()).isEqualTo(401);
    }

    @Test
    void oneMayNotBeSomebodyElseUnlessAllowed() throws Exception {
        var ann = pki().issueClientCertificate("ann", List.of());
        var request = HttpRequest.newBuilder(uri("/api/v1/namespaces")).header("Impersonate-User", "bob");

        var answer = client(ann).send(request.build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("cannot impersonate resource \\\"users\\\"");
    }

    @Test
    void aServiceAccountsTokenIsItsAccount() throws Exception {
        var admin = pki().issueClientCertificate("kubernetes-admin", List.of("system:masters"));
        post(admin, "/api/v1/namespaces/default/serviceaccounts", """
                {"kind": "ServiceAccount", "apiVersion": "v1", "metadata": {"name": "robot"}}""");
        var issued = post(admin, "/api/v1/namespaces/default/serviceaccounts/robot/token", """
                {"kind": "TokenRequest", "apiVersion": "authentication.k8s.io/v1", "spec": {}}""");
        var token = Json.read(issued.body()).path("status").path("token").asString("");

        var request = HttpRequest.newBuilder(uri("/api/v1/namespaces/default/pods"))
                .header("Authorization", "Bearer " + token);
        var answer = client(null).send(request.build(), BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("system:serviceaccount:default:robot");
    }

    private static ClusterPki pki() {
        return Objects.requireNonNull(server).getBean(ClusterPki.class);
    }

    private static HttpResponse<String> get(@Nullable KeyAndCertificate who, String path) throws Exception {
        return client(who).send(HttpRequest.newBuilder(uri(path)).build(), BodyHandlers.ofString());
    }

    private static HttpResponse<String> post(@Nullable KeyAndCertificate who, String path, String body)
            throws Exception {
        var request = HttpRequest.newBuilder(uri(path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body));
        return client(who).send(request.build(), BodyHandlers.ofString());
    }

    private static URI uri(String path) {
        return URI.create("https://localhost:"
                + Objects.requireNonNull(server).getEnvironment().getRequiredProperty("local.server.port") + path);
    }

    private static HttpClient client(@Nullable KeyAndCertificate who) throws Exception {
        var trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", pki().authority().certificate());
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys(who), trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    private static KeyManager @Nullable [] keys(@Nullable KeyAndCertificate who) throws Exception {
        if (who == null) return null;
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        store.setKeyEntry("client", who.key(), new char[0], new Certificate[] {who.certificate()});
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        return keys.getKeyManagers();
    }
}
