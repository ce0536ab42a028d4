package dev.navarch.gateway;

import static dev.navarch.gateway.Ingresses.anIngress;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import io.kubernetes.client.openapi.models.CoreV1Event;
import io.kubernetes.client.openapi.models.V1Ingress;
import io.kubernetes.client.openapi.models.V1IngressClass;
import io.kubernetes.client.openapi.models.V1ServiceBackendPort;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.HttpMethod;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.http.client.HttpClient;

/** From an Ingress to a request that arrives. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestGateway gateway = new TestGateway();

    record Answer(int status, String body, String upstream) {}

    @AfterEach
    void clear() {
        gateway.clear();
    }

    @AfterAll
    void close() {
        gateway.close();
    }

    @Test
    void leadsAHostAndAPathToTheServicesEndpoint() {
        try (var upstream = FakeUpstream.named("one")) {
            gateway.service("web", upstream.port());
            gateway.create(anIngress("web")
                    .rule(
                            "a.example",
                            "Prefix",
                            "/app",
                            Ingresses.service("web", new V1ServiceBackendPort().name("http"))));
            awaitStatus("a.example", "/app", 200);
            var answer = get("a.example", "/app/x%2Fy?q=a%20b&r=+");
            assertThat(answer.body().lines())
                    .contains(
                            "/app/x%2Fy?q=a%20b&r=+",
                            "host: a.example",
                            "x-forwarded-for: 127.0.0.1",
                            "x-forwarded-proto: http",
                            "x-forwarded-host: a.example",
                            "x-forwarded-port: 80");
            assertThat(get("a.example", "/application").status()).isEqualTo(404);
            assertThat(get("b.example", "/app").status()).isEqualTo(404);
        }
    }

    @Test
    void doesNotBelieveAClientsForwardedHeaders() {
        try (var upstream = FakeUpstream.named("one")) {
            gateway.service("web", upstream.port());
            gateway.create(anIngress("web").byDefault("web"));
            awaitStatus("a.example", "/", 200);
            var body = client().headers(headers -> headers.set("Host", "a.example")
                            .set("X-Forwarded-For", "203.0.113.9")
                            .set("X-Forwarded-Proto", "https")
                            .set("Forwarded", "for=203.0.113.9"))
                    .get()
                    .uri(url("/"))
                    .responseContent()
                    .aggregate()
                    .asString()
                    .block(PATIENCE);
            assertThat(body).doesNotContain("203.0.113.9").doesNotContain("x-forwarded-proto: https");
        }
    }

    @Test
    void answers503WhereNoEndpointIsReady() {
        gateway.service("web");
        gateway.create(anIngress("web").rule("a.example", "Prefix", "/", "web"));
        awaitStatus("a.example", "/", 503);
        gateway.create(anIngress("broken").rule("b.example", "Prefix", "/", "nowhere"));
        awaitStatus("b.example", "/", 503);
    }

    @Test
    void takesTurnsAndDropsAnEndpointThatIsNotReadyAnyMore() {
        try (var one = FakeUpstream.named("one");
                var two = FakeUpstream.named("two")) {
            gateway.service("web", one.port(), two.port());
            gateway.create(anIngress("web").byDefault("web"));
            awaitStatus("a", "/", 200);
            assertThat(upstreams(4)).containsExactlyInAnyOrder("one", "two");
            gateway.endpoint("web", one.port(), false);
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(upstreams(4)).containsExactly("two"));
        }
    }

    @Test
    void triesAnotherEndpointWhenOneTakesNoConnectionWhateverTheMethod() throws IOException {
        try (var alive = FakeUpstream.echo()) {
            gateway.service("web", closedPort(), closedPort(), alive.port());
            gateway.create(anIngress("web").byDefault("web"));
            awaitStatus("a", "/", 200);
            for (var round = 0; round < 6; round++)
                assertThat(post("body " + round)).isEqualTo("200 body " + round);
        }
    }

    @Test
    void repeatsAGetWhoseConnectionBrokeAndNeverAPost() {
        try (var breaking = FakeUpstream.breaking();
                var alive = FakeUpstream.named("alive")) {
            gateway.service("web", breaking.port(), alive.port());
            gateway.create(anIngress("web").byDefault("web"));
            awaitStatus("a", "/", 200);
            for (var round = 0; round < 4; round++)
                assertThat(get("a", "/").status()).isEqualTo(200);
            breaking.requests().clear();
            alive.requests().clear();
            assertThat(Set.of(post("x").substring(0, 3), post("y").substring(0, 3)))
                    .containsExactlyInAnyOrder("200", "502");
            assertThat(breaking.requests()).hasSize(1);
            assertThat(alive.requests()).hasSize(1);
        }
    }

    /** As busybox' httpd does for what its CGI programs print. */
    @Test
    void readsAnswersWhoseLinesEndInALineFeedAlone() throws IOException {
        try (var simple = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answerAll(simple, "HTTP/1.0 200 OK\r\nContent-Type: text/plain\n\nhello"));
            gateway.service("web", simple.getLocalPort());
            gateway.create(anIngress("web").byDefault("web"));
            awaitStatus("a", "/", 200);
            assertThat(get("a", "/").body()).isEqualTo("hello");
        }
    }

    private static void answerAll(ServerSocket server, String answer) {
        while (!server.isClosed()) {
            try (var client = server.accept()) {
                var request =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                var line = request.readLine();
                while (!line.isEmpty()) line = request.readLine();
                client.getOutputStream().write(answer.getBytes(StandardCharsets.UTF_8));
            } catch (IOException closed) {
                return;
            }
        }
    }

    @Test
    void streamsTenMegabytesThereAndBack() {
        try (var echo = FakeUpstream.echo()) {
            gateway.service("web", echo.port());
            gateway.create(anIngress("web").byDefault("web"));
            awaitStatus("a", "/", 200);
            var piece = new byte[64 * 1024];
            var body = Flux.range(0, 160).map(_ -> Unpooled.wrappedBuffer(piece));
            var received = client().post()
                    .uri(url("/"))
                    .send(body)
                    .responseContent()
                    .map(ByteBuf::readableBytes)
                    .reduce(0L, Long::sum)
                    .block(PATIENCE);
            assertThat(received).isEqualTo(160L * 64 * 1024);
        }
    }

    @Test
    void passesAnAnswerOnAsItComesAndToItsEndThoughTheRouteIsGone() {
        var pieces = Sinks.many().unicast().<String>onBackpressureBuffer();
        try (var streaming = FakeUpstream.streaming(pieces.asFlux())) {
            gateway.service("web", streaming.port());
            gateway.create(anIngress("web").rule("a", "Prefix", "/", "web"));
            await().atMost(PATIENCE).until(() -> gateway.routes().get().find("a", "/") != null);
            var received = new java.util.concurrent.ConcurrentLinkedQueue<String>();
            var whole = client().headers(headers -> headers.set("Host", "a"))
                    .get()
                    .uri(url("/"))
                    .responseContent()
                    .asString()
                    .doOnNext(received::add)
                    .then()
                    .toFuture();
            pieces.tryEmitNext("first ").orThrow();
            await().atMost(PATIENCE).until(() -> String.join("", received).equals("first "));
            gateway.client().resource(V1Ingress.class).delete("default", "web", DeleteRequest.DEFAULT);
            awaitStatus("a", "/", 404);
            pieces.tryEmitNext("last").orThrow();
            pieces.tryEmitComplete().orThrow();
            await().atMost(PATIENCE).until(whole::isDone);
            assertThat(String.join("", received)).isEqualTo("first last");
        }
    }

    @Test
    void passesWebSocketsOnAndPastAnEndpointThatTakesNone() throws IOException {
        try (var echo = FakeUpstream.webSocketEcho()) {
            gateway.service("web", closedPort(), echo.port());
            gateway.create(anIngress("web").byDefault("web"));
            await().atMost(PATIENCE).until(() -> gateway.routes().get().find("a", "/") != null);
            for (var round = 0; round < 4; round++) {
                var text = client().websocket()
                        .uri("ws://127.0.0.1:" + gateway.httpPort() + "/socket")
                        .handle((in, out) -> out.sendString(Mono.just("hello"))
                                .then()
                                .thenMany(in.receive().asString().take(1)))
                        .blockFirst(PATIENCE);
                assertThat(text).isEqualTo("echo hello");
            }
        }
    }

    @Test
    void showsItsAddressAndItsClassAndTakesThemFromAnIngressThatLeaves() {
        gateway.service("web");
        gateway.create(anIngress("web").ofClass("navarch").byDefault("web"));
        gateway.create(anIngress("other").ofClass("somebody-else").byDefault("web"));
        gateway.create(anIngress("legacy")
                .annotated("kubernetes.io/ingress.class", "navarch")
                .byDefault("web"));
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(address("web")).isEqualTo("192.0.2.7");
            assertThat(address("legacy")).isEqualTo("192.0.2.7");
        });
        assertThat(address("other")).isEmpty();
        var ingressClass = gateway.client().resource(V1IngressClass.class).get("", "navarch");
        assertThat(Objects.requireNonNull(ingressClass.getMetadata()).getAnnotations())
                .containsEntry("ingressclass.kubernetes.io/is-default-class", "true");
        var ingresses = gateway.client().resource(V1Ingress.class);
        var leaving = ingresses.get("default", "web");
        Objects.requireNonNull(leaving.getSpec()).ingressClassName("somebody-else");
        ingresses.update(leaving);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(address("web")).isEmpty());
    }

    @Test
    void tellsWhatIsBrokenOnce() {
        gateway.create(anIngress("broken").rule("a", "Prefix", "/", "nowhere").tls("gone", "a"));
        await().atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(events()).containsExactlyInAnyOrder("ServiceNotFound", "SecretNotFound"));
        gateway.service("unrelated");
        gateway.create(anIngress("unrelated").rule("b", "Prefix", "/", "unrelated"));
        awaitStatus("b", "/", 503);
        assertThat(events()).hasSize(2);
    }

    @Test
    void countsRequestsByRouteAndForgetsARouteThatIsGone() {
        try (var upstream = FakeUpstream.named("one")) {
            gateway.service("web", upstream.port());
            gateway.create(anIngress("web").rule("a", "Prefix", "/", "web"));
            awaitStatus("a", "/", 200);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(metrics()).contains("routeId=\"default/web a/*\""));
            assertThat(metrics()).contains("resilience4j_circuitbreaker_state{name=\"default/web:80\"");
            gateway.client().resource(V1Ingress.class).delete("default", "web", DeleteRequest.DEFAULT);
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(metrics()).doesNotContain("default/web"));
        }
    }

    private void awaitStatus(String host, String path, int status) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(get(host, path).status()).isEqualTo(status));
    }

    private Answer get(String host, String path) {
        return Objects.requireNonNull(client().headers(headers -> headers.set("Host", host))
                .get()
                .uri(url(path))
                .responseSingle((response, body) -> body.asString()
                        .defaultIfEmpty("")
                        .map(text -> new Answer(
                                response.status().code(),
                                text,
                                Objects.requireNonNullElse(
                                        response.responseHeaders().get("X-Upstream"), ""))))
                .block(PATIENCE));
    }

    private String post(String text) {
        return Objects.requireNonNull(client().request(HttpMethod.POST)
                .uri(url("/"))
                .send(Mono.just(Unpooled.wrappedBuffer(text.getBytes(StandardCharsets.UTF_8))))
                .responseSingle((response, body) -> body.asString()
                        .defaultIfEmpty("")
                        .map(answer -> response.status().code() + " " + answer))
                .block(PATIENCE));
    }

    private Set<String> upstreams(int requests) {
        var seen = new HashSet<String>();
        for (var round = 0; round < requests; round++) seen.add(get("a", "/").upstream());
        return seen;
    }

    private String address(String name) {
        var status =
                gateway.client().resource(V1Ingress.class).get("default", name).getStatus();
        if (status == null || status.getLoadBalancer() == null) return "";
        var shown = status.getLoadBalancer().getIngress();
        return shown == null || shown.isEmpty()
                ? ""
                : Objects.requireNonNull(shown.getFirst().getIp());
    }

    private java.util.List<String> events() {
        return gateway.client().resource(CoreV1Event.class).list("default", "", "").stream()
                .map(CoreV1Event::getReason)
                .toList();
    }

    private String metrics() {
        return Objects.requireNonNull(HttpClient.create()
                .get()
                .uri("http://127.0.0.1:" + gateway.actuatorPort() + "/actuator/prometheus")
                .responseContent()
                .aggregate()
                .asString()
                .block(PATIENCE));
    }

    private static HttpClient client() {
        return HttpClient.create().responseTimeout(PATIENCE);
    }

    private String url(String path) {
        return "http://127.0.0.1:" + gateway.httpPort() + path;
    }

    /** Nobody listens there. */
    static int closedPort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
