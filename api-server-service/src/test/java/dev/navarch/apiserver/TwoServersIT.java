package dev.navarch.apiserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.store.redis.EmbeddedRedis;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Two API servers on one Redis: either may be asked, both are endpoints, and nothing is given out twice. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class TwoServersIT {
    private static final int SERVICES = 40;

    @TempDir
    static Path directory;

    private static @Nullable TlsServer one;
    private static @Nullable TlsServer other;

    @BeforeAll
    static void start() throws Exception {
        var redis = EmbeddedRedis.startOrAdopt(directory.resolve("redis"));
        one = server(redis, 1);
        other = server(redis, 2);
    }

    @AfterAll
    static void stop() {
        if (one != null) one.close();
        if (other != null) other.close();
        EmbeddedRedis.stop(directory.resolve("redis"));
    }

    @Test
    void bothAreEndpointsOfTheServiceKubernetes() {
        await("both are there")
                .atMost(Duration.ofSeconds(30))
                .until(() -> addresses(other()), List.of("192.0.2.1", "192.0.2.2")::equals);
    }

    @Test
    void noClusterAddressAndNoNodePortIsGivenOutTwice() throws Exception {
        var services = new ArrayList<Callable<JsonNode>>();
        for (var number = 0; number < SERVICES; number++) {
            var name = "s" + number;
            var server = number % 2 == 0 ? one() : other();
            services.add(() -> {
                server.create("/api/v1/namespaces/default/services", """
                        {'metadata': {'name': '%s'}, 'spec': {'type': 'NodePort', 'ports': [{'port': 80}]}}""".formatted(name));
                return server.get("/api/v1/namespaces/default/services/" + name).path("spec");
            });
        }
        var addresses = new ArrayList<String>();
        var ports = new ArrayList<Integer>();
        try (var threads = Executors.newFixedThreadPool(8)) {
            for (var created : threads.invokeAll(services)) {
                addresses.add(created.get().path("clusterIP").asString(""));
                ports.add(created.get().path("ports").path(0).path("nodePort").asInt(0));
            }
        }
        assertThat(addresses).hasSize(SERVICES).doesNotHaveDuplicates();
        assertThat(ports).hasSize(SERVICES).doesNotHaveDuplicates();
    }

    @Test
    void whatOneAnsweredTheOtherKnows() throws Exception {
        for (var number = 0; number < 20; number++) {
            var name = "c" + number;
            one().create("/api/v1/namespaces/default/configmaps", "{'metadata': {'name': '%s'}}".formatted(name));
            assertThat(other().send("GET", "/api/v1/namespaces/default/configmaps/" + name, "")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    @Order(Integer.MAX_VALUE)
    void oneThatLeavesTakesItselfOut() {
        one().close();

        await("one is left")
                .atMost(Duration.ofSeconds(30))
                .until(() -> addresses(other()), List.of("192.0.2.2")::equals);
    }

    private static TlsServer one() {
        if (one == null) throw new AssertionError("no server");
        return one;
    }

    private static TlsServer other() {
        if (other == null) throw new AssertionError("no server");
        return other;
    }

    private static TlsServer server(EmbeddedRedis redis, int number) throws Exception {
        // The port is part of the endpoints; what it is does not matter here.
        return new TlsServer(
                directory.resolve("cluster"),
                "--server.port=" + FreePort.find(),
                "--navarch.api-server.advertise-address=192.0.2." + number,
                "--navarch.store.uri=" + redis.endpoint().uri(),
                "--navarch.store.identity-file=" + directory.resolve("identity"));
    }

    private static List<String> addresses(TlsServer asked) throws Exception {
        var found = new ArrayList<String>();
        for (var endpoint : asked.get("/apis/discovery.k8s.io/v1/namespaces/default/endpointslices/kubernetes")
                .path("endpoints")) found.add(endpoint.path("addresses").path(0).asString(""));
        return found;
    }
}
