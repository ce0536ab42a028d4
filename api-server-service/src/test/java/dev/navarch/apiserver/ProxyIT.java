package dev.navarch.apiserver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.machinery.codec.Json;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;
import tools.jackson.databind.JsonNode;

/** The subresource proxy of pods and services, before an HTTP server that says what reached it. */
final class ProxyIT {
    private static final String NAMESPACE = "/api/v1/namespaces/default";

    @TempDir
    static Path directory;

    private static @Nullable TlsServer server;
    private static @Nullable DisposableServer backend;
    private static String pod = "";

    @BeforeAll
    static void start() throws Exception {
        var own = new TlsServer(directory, "--server.port=0", "--navarch.api-server.advertise-address=192.0.2.1");
        server = own;
        var running = HttpServer.create()
                .host("0.0.0.0")
                .port(0)
                .httpRequestDecoder(
                        decoder -> decoder.maxInitialLineLength(2 << 20).maxHeaderSize(2 << 20))
                .handle(ProxyIT::answer)
                .bindNow();
        backend = running;
        pod = NAMESPACE + "/pods/web:" + running.port() + "/proxy";
        var address = HostAddress.orOwn(null);
        own.create("/api/v1/namespaces/default/serviceaccounts", "{'metadata': {'name': 'default'}}");
        pod("web", address);
        pod("sly", "127.0.0.1");
        own.create(NAMESPACE + "/services", """
                {'metadata': {'name': 'web'}, 'spec': {'ports': [{'name': 'http', 'port': 8000}]}}""");
        own.create(NAMESPACE + "/services", """
                {'metadata': {'name': 'empty'}, 'spec': {'ports': [{'port': 80}]}}""");
        own.create(
                "/apis/discovery.k8s.io/v1/namespaces/default/endpointslices", """
                {'metadata': {'name': 'web', 'labels': {'kubernetes.io/service-name': 'web'}},
                 'addressType': 'IPv4', 'ports': [{'name': 'http', 'port': %d}],
                 'endpoints': [{'addresses': ['%s'], 'conditions': {'ready': true}}]}""".formatted(running.port(), address));
    }

    @AfterAll
    static void stop() {
        if (backend != null) backend.disposeNow();
        if (server != null) server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void everyMethodReachesThePodWithItsBody(String method) throws Exception {
        var body = method.equals("GET") || method.equals("OPTIONS") ? "" : "body of " + method;

        var seen =
                Json.read(server().send(method, pod + "/path?a=1&b=%20", body).body());

        assertThat(seen.path("method").asString("")).isEqualTo(method);
        assertThat(seen.path("uri").asString("")).isEqualTo("/path?a=1&b=%20");
        assertThat(seen.path("body").asString("")).isEqualTo(body);
    }

    @Test
    void aHeadHasNoBody() throws Exception {
        var answer = server().send("HEAD", pod + "/path", "");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"//", "/a//b", "/a%2Fb", "/a;v=1/b", "/a:b", "/%25", "/%5C", "/.hidden", "/a/", "/%2e%2e/c", "/ä"
            })
    void pathsReachTheBackendAsTheyAre(String path) throws Exception {
        var raw = path.equals("/ä") ? "/%C3%A4" : path;

        assertThat(get(pod + raw).path("uri").asString("")).isEqualTo(raw);
    }

    @Test
    void aQueryOfNearlyAMegabyteAndABodyOfThreePass() throws Exception {
        var query = "q".repeat(900_000);
        var body = "b".repeat(3 << 20);

        assertThat(get(pod + "/long?" + query).path("uri").asString("")).hasSize("/long?".length() + query.length());
        assertThat(Json.read(server().send("POST", pod + "/wide", body).body())
                        .path("body")
                        .asString(""))
                .isEqualTo(body);
    }

    @Test
    void withoutAPathTheClientIsSentToTheOneWithASlash() throws Exception {
        var answer = server().send("GET", pod + "?method=GET", "");

        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location")).hasValue(pod + "/?method=GET");
        assertThat(Json.read(server().send("POST", pod, "x").body()).path("uri").asString(""))
                .isEqualTo("/");
    }

    @Test
    void whereABackendSendsAClientIsBelowTheProxy() throws Exception {
        assertThat(server().send("GET", pod + "/redirect?to=/home", "")
                        .headers()
                        .firstValue("Location"))
                .hasValue(pod + "/home");
        assertThat(server().send("GET", pod + "/redirect?to=//elsewhere/x", "")
                        .headers()
                        .firstValue("Location"))
                .hasValue("//elsewhere/x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web:http", "web:8000", "http:web:http"})
    void aServiceIsAskedByTheNameOrTheNumberOfItsPort(String name) throws Exception {
        assertThat(get(NAMESPACE + "/services/" + name + "/proxy/x").path("uri").asString(""))
                .isEqualTo("/x");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            pods/none/proxy/           | 404 | pods "none" not found
            services/none/proxy/       | 404 | services "none" not found
            services/empty/proxy/      | 503 | no endpoints available for service "empty"
            services/web:81/proxy/     | 503 | no service port "81" found for service "web"
            services/ftp:web:80/proxy/ | 400 | invalid service request "ftp:web:80"
            pods/a:b:c:d/proxy/        | 400 | invalid pod request "a:b:c:d"
            pods/web:0/proxy/          | 400 | invalid port "0"
            pods/sly/proxy/            | 400 | address not allowed
            """)
    void whatCannotBeReachedSaysWhy(String path, int code, String message) throws Exception {
        var answer = server().send("GET", NAMESPACE + "/" + path, "");

        assertThat(answer.statusCode()).isEqualTo(code);
        assertThat(Json.read(answer.body()).path("message").asString("")).isEqualTo(message);
    }

    @Test
    void nobodyThereIsServiceUnavailable() throws Exception {
        var answer = server().send("GET", NAMESPACE + "/pods/web:" + FreePort.find() + "/proxy/", "");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(Json.read(answer.body()).path("message").asString(""))
                .startsWith("error trying to reach service: ")
                .containsIgnoringCase("connection refused");
    }

    @Test
    void aWebSocketPasses() throws Exception {
        var heard = new CompletableFuture<String>();
        var socket = server().webSocket(pod + "/socket", new WebSocket.Listener() {
            @Override
            public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
                heard.complete(data.toString());
                return null;
            }
        });

        socket.sendText("hello", true).get(10, TimeUnit.SECONDS);

        assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo("hello");
        socket.abort();
    }

    private static void pod(String name, String address) throws Exception {
        server().create(NAMESPACE + "/pods", """
                {'metadata': {'name': '%s'}, 'spec': {'containers': [{'name': 'c', 'image': 'i'}]}}""".formatted(name));
        var status = """
                {"status": {"podIP": "%s", "podIPs": [{"ip": "%s"}]}}""".formatted(address, address);
        var answer =
                server().send("PATCH", NAMESPACE + "/pods/" + name + "/status", status, "application/merge-patch+json");
        assertThat(answer.statusCode()).isEqualTo(200);
    }

    private static Publisher<Void> answer(HttpServerRequest request, HttpServerResponse response) {
        if (request.requestHeaders().contains("Upgrade"))
            return response.sendWebsocket(
                    (in, out) -> out.sendString(in.receive().asString()));
        return echo(request, response);
    }

    private static Mono<Void> echo(HttpServerRequest request, HttpServerResponse response) {
        if (request.uri().startsWith("/redirect"))
            return response.sendRedirect(request.uri().substring(request.uri().indexOf("to=") + 3));
        return request.receive().aggregate().asString().defaultIfEmpty("").flatMap(body -> {
            var seen = Json.object();
            seen.put("method", request.method().name());
            seen.put("uri", request.uri());
            seen.put("body", body);
            return response.header("Content-Type", "application/json")
                    .sendString(Mono.just(Json.text(seen)))
                    .then();
        });
    }

    private static JsonNode get(String path) throws Exception {
        HttpResponse<String> answer = server().send("GET", path, "");
        assertThat(answer.statusCode())
                .as("%s %s", answer.body(), answer.headers().map())
                .isEqualTo(200);
        return Json.read(answer.body());
    }

    private static TlsServer server() {
        return Objects.requireNonNull(server);
    }
}
