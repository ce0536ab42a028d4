package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.testing.condition.RealNodes;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** The example from outside, through an Ingress, while its pods come and go. */
@RealNodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatewayE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PATH = "/cgi-bin/index";
    private static final int CLIENTS = 4;

    private final TestCluster cluster = new TestCluster("gateway");
    private JsonNode gateway = MissingNode.getInstance();

    @BeforeAll
    void bringsUpTheExample() {
        cluster.up("--nodes", "2", "--runtime", "containerd", "--http-port", "18080", "--https-port", "18443")
                .orFail();
        gateway = cluster.status().path("gateway");
        var example = TestCluster.projectRoot().resolve("examples/hello");
        ExampleImages.load(cluster, "front", "back");
        cluster.kubectl("apply", "-f", example.resolve("hello.yaml").toString());
        cluster.kubectl("apply", "-f", example.resolve("hello-ingress.yaml").toString());
        cluster.kubectl("rollout", "status", "deployment/front", "--timeout=90s");
        cluster.kubectl("rollout", "status", "deployment/back", "--timeout=90s");
    }

    @AfterAll
    void takesItDown() {
        cluster.close();
    }

    @Test
    void servesTheExampleOverHttpAndShowsItsAddress() {
        assertThat(url("http").getPort()).isEqualTo(18_080);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(curl("http", "hello.example")).contains("Hello from back-"));
        assertThat(curl("http", "other.example")).contains("404");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(cluster.kubectl(
                                "get", "ingress", "hello", "-o", "jsonpath={.status.loadBalancer.ingress[0].ip}"))
                        .isEqualTo(url("http").getHost()));
        assertThat(cluster.kubectl("get", "ingressclass", "navarch", "-o", "jsonpath={.spec.controller}"))
                .isEqualTo("navarch.dev/gateway");
    }

    @Test
    void showsTheSecretsCertificateOverHttps() {
        var files = cluster.data();
        shell(List.of(
                        "openssl",
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "30",
                        "-subj",
                        "/CN=secure.example",
                        "-addext",
                        "subjectAltName=DNS:secure.example",
                        "-keyout",
                        files.resolve("tls.key").toString(),
                        "-out",
                        files.resolve("tls.crt").toString()))
                .orFail();
        cluster.kubectl(
                "create",
                "secret",
                "tls",
                "secure",
                "--cert=" + files.resolve("tls.crt"),
                "--key=" + files.resolve("tls.key"));
        cluster.kubectl(
                "create", "ingress", "secure", "--class=navarch", "--rule=secure.example/*=front:80,tls=secure");
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(curl(
                                "https",
                                "secure.example",
                                "--cacert",
                                files.resolve("tls.crt").toString()))
                        .contains("Hello from back-"));
    }

    @Test
    void noRequestFailsWhilePodsAreReplaced() throws Exception {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(curl("http", "hello.example")).contains("Hello from back-"));
        var failed = new ConcurrentLinkedQueue<String>();
        var answered = new AtomicInteger();
        var stop = new AtomicBoolean();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (var client = 0; client < CLIENTS; client++) clients.submit(() -> askUntilTold(failed, answered, stop));
            await().atMost(PATIENCE).until(() -> answered.get() >= 2 * CLIENTS);
            for (var pod : frontPods().subList(0, 2)) {
                cluster.kubectl("delete", "pod", pod, "--grace-period=10", "--timeout=80s");
                cluster.kubectl("rollout", "status", "deployment/front", "--timeout=80s");
            }
            var enough = answered.get() + 2 * CLIENTS;
            await().atMost(PATIENCE).until(() -> answered.get() >= enough);
            stop.set(true);
            clients.shutdown();
            assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(failed).isEmpty();
    }

    private void askUntilTold(Queue<String> failed, AtomicInteger answered, AtomicBoolean stop) {
        while (!stop.get()) {
            var answer = curl("http", "hello.example");
            if (answer.contains("Hello from back-")) answered.incrementAndGet();
            else failed.add(answer);
        }
    }

    private List<String> frontPods() {
        return List.of(cluster.kubectl("get", "pods", "-l", "app=front", "-o", "jsonpath={.items[*].metadata.name}")
                .split(" "));
    }

    private String curl(String scheme, String host, String... options) {
        var at = url(scheme);
        var command = new ArrayList<>(List.of("curl", "-sS", "--max-time", "30"));
        command.addAll(List.of("--resolve", host + ":" + at.getPort() + ":" + at.getHost()));
        command.addAll(List.of(options));
        command.add(scheme + "://" + host + ":" + at.getPort() + PATH);
        return shell(command).output();
    }

    private URI url(String scheme) {
        return URI.create(gateway.path(scheme).asString());
    }

    private static Shell.Result shell(List<String> command) {
        return Shell.run(PATIENCE, Map.of(), "", command);
    }
}
