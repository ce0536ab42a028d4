package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** docker-compose.yml as a stranger brings it up: images built offline, two API servers, two nodes that join by a token. */
@WithDocker
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ComposeE2E {
    private static final Duration RECOVERY = Duration.ofMinutes(3);
    private static final int VISITS = 20;

    private final DockerDaemon docker = DockerDaemon.startOrUse();
    private final ComposeCluster cluster = new ComposeCluster(docker, 26443, 28080);
    private final Visitor visitor = new Visitor(cluster.gatewayUrl() + "/", "hello");
    private final Visitor talkative = new Visitor(cluster.gatewayUrl() + "/cgi-bin/index", "Hello from back-");

    @BeforeAll
    void bringsUpTheExample() {
        new NavarchImages(docker).build();
        cluster.up();
        await().atMost(RECOVERY).untilAsserted(() -> assertThat(readyNodes()).containsExactly("node-1", "node-2"));
        var images = ExampleImages.build();
        var example = TestCluster.projectRoot().resolve("examples/hello");
        cluster.load(images.resolve("front.tar"));
        cluster.load(images.resolve("back.tar"));
        cluster.kubectl("apply", "-f", onePodANode(example).toString());
        cluster.kubectl("rollout", "status", "deployment/back", "--timeout=80s");
        cluster.kubectl("rollout", "status", "deployment/front", "--timeout=80s");
        cluster.kubectl("create", "ingress", "hello", "--class=navarch", "--rule=/*=front:80");
        await().atMost(RECOVERY).until(talkative::isServed);
        visitor.visitAllTheTime();
    }

    /** The back end asks for a node of its own for each pod, so that one is left when a node dies. */
    private static Path onePodANode(Path example) {
        var place = "    spec:\n      containers:\n      - name: back\n";
        var affinity = """
                spec:
                  affinity:
                    podAntiAffinity:
                      requiredDuringSchedulingIgnoredDuringExecution:
                      - labelSelector: {matchLabels: {app: back}}
                        topologyKey: kubernetes.io/hostname
                  containers:
                  - name: back
                """.indent(4);
        try {
            var text = Files.readString(example.resolve("hello.yaml"));
            assertThat(text).contains(place);
            return Files.writeString(Path.of("target", "hello-apart.yaml"), text.replace(place, affinity));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @AfterAll
    void takesItDown() {
        visitor.close();
        talkative.close();
        cluster.close();
        docker.close();
    }

    @Test
    @Order(1)
    void theExampleRunsOnBothNodes() {
        var nodes = new TreeSet<String>();
        for (var pod : cluster.get("pods", "-l", "app=front").path("items"))
            nodes.add(pod.path("spec").path("nodeName").asString());
        assertThat(nodes).containsExactly("node-1", "node-2");
    }

    @Test
    @Order(2)
    void nodesJoinedByTokenAndNoCaKeyIsOnThem() {
        var requests = cluster.kubectl("get", "csr", "-o", "jsonpath={.items[*].spec.signerName}");
        assertThat(requests).contains("kubernetes.io/kube-apiserver-client-kubelet", "kubernetes.io/kubelet-serving");
        for (var node : List.of("node-1", "node-2"))
            assertThat(cluster.filesOf(node, "ca.key")).isEmpty();
    }

    @Test
    @Order(3)
    void logsAndExecReachPodsOnEitherNode() {
        for (var pod : cluster.get("pods", "-l", "app=front").path("items")) {
            var name = pod.path("metadata").path("name").asString();
            assertThat(cluster.kubectl("exec", name, "-c", "front", "--", "hostname"))
                    .contains(name);
            assertThat(cluster.kubectl("logs", name, "-c", "clock", "--tail=1")).isNotBlank();
        }
    }

    @Test
    @Order(4)
    void aKilledApiServerIsNotMissed() {
        cluster.kill("api-server-1");
        visitor.awaitMoreVisits(VISITS);
        await().atMost(RECOVERY).until(() -> cluster.tryKubectl("get", "nodes").exitCode() == 0);
        await().atMost(RECOVERY).until(() -> cluster.restarts("api-server-1") > 0 && cluster.healthy("api-server-1"));
        assertThat(visitor.disappointments()).isEmpty();
    }

    @Test
    @Order(5)
    void aKilledSchedulerComesBackAndSchedules() {
        cluster.kill("scheduler");
        cluster.kubectl("scale", "deployment/front", "--replicas=4");
        cluster.kubectl("rollout", "status", "deployment/front", "--timeout=85s");
        assertThat(cluster.restarts("scheduler")).isPositive();
        assertThat(visitor.disappointments()).isEmpty();
    }

    @Test
    @Order(6)
    void aRestartOfRedisLosesNothing() {
        var before = cluster.kubectl("get", "pods", "-o", "name");
        cluster.restart("redis");
        visitor.awaitMoreVisits(VISITS);
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(
                                cluster.tryKubectl("get", "pods", "-o", "name").output())
                        .isEqualTo(before));
        cluster.kubectl("create", "configmap", "written-after-the-restart");
        assertThat(visitor.disappointments()).isEmpty();
    }

    @Test
    @Order(7)
    void aKilledNodeIsNotMissedAndComesBackWithItsPods() {
        cluster.killForGood("node-2");
        visitor.awaitMoreVisits(VISITS);
        cluster.start("node-2");
        await().atMost(RECOVERY).untilAsserted(() -> assertThat(readyNodes()).containsExactly("node-1", "node-2"));
        cluster.kubectl("rollout", "status", "deployment/front", "--timeout=85s");
        await().atMost(RECOVERY).until(talkative::isServed);
        assertThat(visitor.disappointments()).isEmpty();
    }

    private SortedSet<String> readyNodes() {
        var ready = new TreeSet<String>();
        for (var node : cluster.get("nodes").path("items")) {
            for (var condition : node.path("status").path("conditions")) {
                if (condition.path("type").asString().equals("Ready")
                        && condition.path("status").asString().equals("True"))
                    ready.add(node.path("metadata").path("name").asString());
            }
        }
        return ready;
    }
}
