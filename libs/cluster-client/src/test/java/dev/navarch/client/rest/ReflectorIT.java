package dev.navarch.client.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.navarch.client.ApiFailure;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReflectorIT {
    private static final String END = "end of stream";

    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final LinkedBlockingQueue<String> lists = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<Integer> refusals = new LinkedBlockingQueue<>();
    private HttpServer server;
    private RestClusterClient client;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
        var api = new ApiClient()
                .setBasePath("http://127.0.0.1:" + server.getAddress().getPort());
        client = new RestClusterClient(api, "", Clock.systemUTC());
    }

    @AfterEach
    void stop() {
        events.add(END);
        client.close();
        server.stop(0);
    }

    @Test
    void listsPagesThenFollowsTheWatchAcrossItsEndAndListsAgainWhenTheRevisionIsGone() {
        lists.add(page("10", "more", "a"));
        lists.add(page("10", "", "b"));
        var informer = client.informer(V1ConfigMap.class);
        assertThat(informer.awaitSync(Duration.ofSeconds(10))).isTrue();
        assertThat(informer.list()).hasSize(2);
        assertThat(informer.list()).allMatch(item -> item.getKind().equals("ConfigMap"));

        events.add(event("MODIFIED", "a", "11"));
        events.add(
                "{\"type\":\"BOOKMARK\",\"object\":{\"kind\":\"ConfigMap\",\"metadata\":{\"resourceVersion\":\"20\"}}}");
        await("the bookmark").until(() -> informer.revision() == 20);
        events.add(END);
        await("a new watch from there")
                .until(() -> requests.stream()
                        .anyMatch(request -> request.contains("watch=true") && request.contains("resourceVersion=20")));

        lists.add(page("40", "", "c"));
        events.add("{\"type\":\"ERROR\",\"object\":{\"code\":410,\"reason\":\"Expired\",\"message\":\"too old\"}}");
        await("a new list").until(() -> informer.revision() == 40);
        assertThat(informer.list()).hasSize(1);
        assertThat(requests.getFirst()).contains("resourceVersion=0");
        assertThat(requests.getLast()).contains("resourceVersion=40");
    }

    @Test
    void repeatsAReadThatIsPutOffAndNeverAWrite() {
        refusals.add(429);
        lists.add(page("10", "", "a"));
        assertThat(client.resource(V1ConfigMap.class).list("default", "", "")).hasSize(1);
        refusals.add(429);
        requests.clear();
        var configMap = new V1ConfigMap()
                .metadata(new V1ObjectMeta().namespace("default").name("x"));
        assertThatThrownBy(() -> client.resource(V1ConfigMap.class).create(configMap))
                .isInstanceOfSatisfying(
                        ApiFailure.class, e -> assertThat(e.reason()).isEqualTo("TooManyRequests"));
        assertThat(requests).hasSize(1);
    }

    private void handle(HttpExchange exchange) throws IOException {
        requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
        try (exchange) {
            var refusal = refusals.poll();
            var query = String.valueOf(exchange.getRequestURI().getQuery());
            if (refusal != null) {
                exchange.getResponseHeaders().add("Retry-After", "0");
                var body = "{\"kind\":\"Status\",\"reason\":\"TooManyRequests\",\"message\":\"later\"}";
                exchange.sendResponseHeaders(refusal, 0);
                exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            } else if (query.contains("watch=true")) {
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().flush();
                for (var event = events.take(); !event.equals(END); event = events.take()) {
                    exchange.getResponseBody().write((event + "\n").getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                }
            } else {
                var body = lists.take().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static String page(String revision, String next, String name) {
        return "{\"kind\":\"ConfigMapList\",\"metadata\":{\"resourceVersion\":\"%s\",\"continue\":\"%s\"},\"items\":[%s]}"
                .formatted(revision, next, object(name, revision));
    }

    private static String event(String type, String name, String revision) {
        return "{\"type\":\"%s\",\"object\":%s}".formatted(type, object(name, revision));
    }

    private static String object(String name, String revision) {
        return "{\"metadata\":{\"namespace\":\"default\",\"name\":\"%s\",\"uid\":\"u-%s\",\"resourceVersion\":\"%s\"}}"
                .formatted(name, name, revision);
    }
}
