package dev.navarch.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.machinery.codec.Json;
import dev.navarch.pki.CertificateRequest;
import dev.navarch.pki.ClusterPki;
import dev.navarch.pki.Pem;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import reactor.netty.http.server.HttpServerRoutes;
import tools.jackson.databind.JsonNode;

/** An API server of somebody else behind ours: reached by an APIService, told who asks, and missed when it is gone. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class AggregationIT {
    private static final String BASE = "/apis/weather.test/v1";

    @TempDir
    static Path directory;

    private static @Nullable TlsServer server;
    private static @Nullable DisposableServer weather;
    private static final Sinks.Many<String> EVENTS = Sinks.many().multicast().onBackpressureBuffer();

    @BeforeAll
    static void start() throws Exception {
        var own = new TlsServer(
                directory.resolve("cluster"), "--server.port=0", "--navarch.api-server.advertise-address=192.0.2.1");
        server = own;
        var authority = ClusterPki.open(directory.resolve("weather"));
        var running = weatherServer(authority, ClusterPki.open(directory.resolve("cluster/pki")));
        weather = running;
        own.create("/api/v1/namespaces/default/services", """
                {'metadata': {'name': 'weather'}, 'spec': {'ports': [{'name': 'https', 'port': 443}]}}""");
        own.create("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices", """
                {'metadata': {'name': 'weather', 'labels': {'kubernetes.io/service-name': 'weather'}},
                 'addressType': 'IPv4', 'ports': [{'name': 'https', 'port': %d}],
                 'endpoints': [{'addresses': ['%s'], 'conditions': {'ready': true}}]}""".formatted(
                        running.port(), HostAddress.orOwn(null)));
        own.create("/apis/apiregistration.k8s.io/v1/apiservices", """
                {'metadata': {'name': 'v1.weather.test'}, 'spec': {'group': 'weather.test', 'version': 'v1',
                 'groupPriorityMinimum': 100, 'versionPriority': 100, 'caBundle': '%s',
                 'service': {'namespace': 'default', 'name': 'weather'}}}""".formatted(
                        Base64.getEncoder().encodeToString(authority.caPem().getBytes(StandardCharsets.UTF_8))));
        await("available")
                .atMost(Duration.ofSeconds(30))
                .until(() -> available("v1.weather.test").path("reason").asString(""), "Passed"::equals);
    }

    @AfterAll
    static void stop() {
        if (weather != null) weather.disposeNow();
        if (server != null) server.close();
    }

    @Test
    void discoveryHoldsItsGroup() throws Exception {
        assertThat(Json.text(server().get("/apis"))).contains("{\"groupVersion\":\"weather.test/v1\"");
        assertThat(server().get("/apis/weather.test")
                        .path("preferredVersion")
                        .path("version")
                        .asString(""))
                .isEqualTo("v1");
        assertThat(server().get(BASE).path("resources").path(0).path("name").asString(""))
                .isEqualTo("clouds");
    }

    @Test
    void itIsToldWhoAsks() throws Exception {
        var asked = server().get(BASE + "/namespaces/default/clouds?limit=5");

        assertThat(asked.path("user").asString("")).isEqualTo("admin");
        assertThat(asked.path("groups").asString("")).contains("system:masters", "system:authenticated");
        assertThat(asked.path("uri").asString("")).isEqualTo(BASE + "/namespaces/default/clouds?limit=5");
        assertThat(asked.path("certificate").asString("")).isEqualTo("CN=front-proxy-client");
    }

    @Test
    void bodiesAndCodesPassBothWays() throws Exception {
        var answer = server().send("POST", BASE + "/namespaces/default/clouds", "{\"kind\": \"Cloud\"}");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"kind\": \"Cloud\"}");
        assertThat(answer.headers().firstValue("X-Weather")).hasValue("fair");
    }

    @Test
    void aWatchPassesEventByEvent() throws Exception {
        var watch = server().send("GET", BASE + "/clouds?watch=true", "", BodyHandlers.ofInputStream());
        try (var lines = new BufferedReader(new InputStreamReader(watch.body(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("begun");
            EVENTS.tryEmitNext("rain\n").orThrow();
            assertThat(lines.readLine()).isEqualTo("rain");
        }
    }

    @Test
    void ourOwnVersionsAreLocal() throws Exception {
        assertThat(available("v1.apps").path("reason").asString("")).isEqualTo("Local");
    }

    @Test
    void aServiceThatIsNotThereIsNamed() throws Exception {
        server().create("/apis/apiregistration.k8s.io/v1/apiservices", """
                {'metadata': {'name': 'v1.nobody.test'}, 'spec': {'group': 'nobody.test', 'version': 'v1',
                 'groupPriorityMinimum': 100, 'versionPriority': 100, 'insecureSkipTLSVerify': true,
                 'service': {'namespace': 'default', 'name': 'nobody'}}}""");

        await("told why")
                .atMost(Duration.ofSeconds(20))
                .until(() -> available("v1.nobody.test").path("reason").asString(""), "ServiceNotFound"::equals);
        assertThat(server().send("GET", "/apis/nobody.test/v1/things", "").statusCode())
                .isEqualTo(503);
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void whenItIsGoneItIsUnavailable() throws Exception {
        if (weather != null) weather.disposeNow();

        await("missed")
                .atMost(Duration.ofSeconds(30))
                .until(() -> available("v1.weather.test").path("reason").asString(""), "FailedDiscoveryCheck"::equals);
        assertThat(server().send("GET", BASE + "/clouds", "").statusCode()).isEqualTo(503);
    }

    private static TlsServer server() {
        if (server == null) throw new AssertionError("no server");
        return server;
    }

    private static JsonNode available(String name) throws Exception {
        return server().get("/apis/apiregistration.k8s.io/v1/apiservices/" + name)
                .path("status")
                .path("conditions")
                .path(0);
    }

    private static DisposableServer weatherServer(ClusterPki authority, ClusterPki cluster) throws Exception {
        var serving = authority
                .authority()
                .issue(CertificateRequest.server("weather", Set.of("weather.default.svc"), Set.of()));
        SslContext tls = SslContextBuilder.forServer(serving.key(), serving.certificate())
                .clientAuth(ClientAuth.REQUIRE)
                .trustManager(Pem.certificate(cluster.frontProxy().caPem()))
                .build();
        return HttpServer.create()
                .host(InetAddress.getByName(HostAddress.orOwn(null)).getHostAddress())
                .secure(spec -> spec.sslContext(tls))
                .route(AggregationIT::routes)
                .bindNow();
    }

    private static void routes(HttpServerRoutes routes) {
        routes.get(BASE, (_, response) -> json(response, """
                        {"kind": "APIResourceList", "groupVersion": "weather.test/v1", "resources": [
                         {"name": "clouds", "singularName": "cloud", "namespaced": true, "kind": "Cloud",
                          "verbs": ["get", "list", "create", "watch"]}]}"""))
                .get(
                        BASE + "/clouds",
                        (_, response) -> response.sse().sendString(Flux.concat(Mono.just("begun\n"), EVENTS.asFlux())))
                .get(BASE + "/namespaces/default/clouds", (request, response) -> json(response, asked(request)))
                .post(
                        BASE + "/namespaces/default/clouds",
                        (request, response) -> response.status(202)
                                .header("X-Weather", "fair")
                                .send(request.receive().retain()));
    }

    private static Mono<Void> json(HttpServerResponse response, String body) {
        return response.header("Content-Type", "application/json")
                .sendString(Mono.just(body))
                .then();
    }

    private static String asked(HttpServerRequest request) {
        var headers = request.requestHeaders();
        var certificate = new String[1];
        request.withConnection(connection -> {
            var handler = connection.channel().pipeline().get(io.netty.handler.ssl.SslHandler.class);
            try {
                certificate[0] =
                        handler.engine().getSession().getPeerPrincipal().getName();
            } catch (javax.net.ssl.SSLPeerUnverifiedException nobody) {
                certificate[0] = "";
            }
        });
        return Json.text(Json.object()
                .put("uri", request.uri())
                .put("user", headers.get("X-Remote-User"))
                .put("groups", String.join(",", headers.getAll("X-Remote-Group")))
                .put("certificate", certificate[0]));
    }
}
