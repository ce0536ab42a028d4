package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.testing.condition.RealKubectl;
import dev.navarch.testing.condition.RealNodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** What survives when processes die. */
@RealNodes
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RealKubectl
class SelfHealingE2E {
    private static final int CLIENTS = 8;

    private final TestCluster cluster = new TestCluster("healing");

    @BeforeAll
    void bringsUpTheExample() {
        cluster.up("--nodes", "2", "--runtime", "containerd").orFail();
        var images = Path.of("target", "images").toAbsolutePath();
        var example = TestCluster.projectRoot().resolve("examples/hello");
        Shell.run(
                        Duration.ofSeconds(30),
                        Map.of(),
                        "",
                        List.of(example.resolve("build-images.sh").toString(), images.toString()))
                .orFail();
        cluster.navarch(
                        "load",
                        images.resolve("front.tar").toString(),
                        images.resolve("back.tar").toString())
                .orFail();
        cluster.kubectl("apply", "-f", example.resolve("hello.yaml").toString());
        cluster.kubectl("rollout", "status", "deployment/front", "--timeout=90s");
        cluster.kubectl("rollout", "status", "deployment/back", "--timeout=90s");
    }

    @AfterAll
    void takesItDown() {
        cluster.close();
    }

    @Test
    @Order(1)
    void aKilledAgentLeavesItsContainersAliveAndAdoptsThem() {
        var before = containers();
        kill("node-agent-" + cluster.node(1));
        kill("node-agent-" + cluster.node(2));
        cluster.up().orFail();
        cluster.kubectl("wait", "--for=condition=Ready", "pods", "--all", "--timeout=60s");
        assertThat(containers()).isEqualTo(before);
    }

    @Test
    @Order(2)
    void afterAKillOfEverythingEveryAnsweredCreateIsThereAndTheExampleServesAgain() throws Exception {
        var answered = new ConcurrentLinkedQueue<String>();
        var stop = new AtomicBoolean();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (var client = 0; client < CLIENTS; client++) {
                var prefix = "c" + client + "-";
                clients.submit(() -> createUntilTold(prefix, answered, stop));
            }
            await().atMost(Duration.ofSeconds(60)).until(() -> answered.size() >= 3 * CLIENTS);
            killEverything();
            stop.set(true);
            clients.shutdown();
            assertThat(clients.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
        }
        cluster.up().orFail();
        var there = new ArrayList<String>();
        for (var item : cluster.get("configmaps").path("items"))
            there.add(item.path("metadata").path("name").asString());
        assertThat(there).containsAll(answered);
        await().atMost(Duration.ofSeconds(90))
                .untilAsserted(() -> assertThat(askFrontEnd()).contains("Hello from back-"));
    }

    private String askFrontEnd() {
        return cluster.tryKubectl("exec", "deploy/front", "-c", "front", "--", "fetch", "http://front/cgi-bin/index")
                .output();
    }

    @Test
    @Order(3)
    void keepsObjectsAndAddressesOverDownAndUp() {
        var service = cluster.kubectl("get", "service", "front", "-o", "jsonpath={.spec.clusterIP}");
        var nodes = cluster.kubectl("get", "nodes", "-o", "jsonpath={.items[*].status.addresses[0].address}");
        cluster.navarch("down").orFail();
        assertThat(cluster.status().path("running").asBoolean()).isFalse();
        cluster.up().orFail();
        cluster.kubectl("rollout", "status", "deployment/front", "--timeout=90s");
        assertThat(cluster.kubectl("get", "service", "front", "-o", "jsonpath={.spec.clusterIP}"))
                .isEqualTo(service);
        assertThat(cluster.kubectl("get", "nodes", "-o", "jsonpath={.items[*].status.addresses[0].address}"))
                .isEqualTo(nodes);
    }

    @Test
    @Order(4)
    void movesThePodsOfANodeWhoseAgentStaysDead() {
        cluster.kubectl("patch", "deployment", "front", "-p", """
                {"spec":{"template":{"spec":{"tolerations":[
                  {"key":"node.kubernetes.io/unreachable","operator":"Exists","effect":"NoExecute","tolerationSeconds":1},
                  {"key":"node.kubernetes.io/not-ready","operator":"Exists","effect":"NoExecute","tolerationSeconds":1}]}}}}
                """);
        cluster.kubectl("rollout", "status", "deployment/front", "--timeout=90s");
        kill("node-agent-" + cluster.node(2));
        await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> {
            assertThat(cluster.kubectl("get", "node", cluster.node(2), "-o", "jsonpath={.spec.taints[*].key}"))
                    .contains("node.kubernetes.io/unreachable");
            assertThat(readyOn(cluster.node(1))).isEqualTo(3);
        });
        cluster.up().orFail();
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                cluster.kubectl("get", "node", cluster.node(2), "-o", "jsonpath={.spec.taints}"))
                        .isEmpty());
    }

    private void createUntilTold(String prefix, ConcurrentLinkedQueue<String> answered, AtomicBoolean stop) {
        for (var number = 0; number < 200 && !stop.get(); number++) {
            var name = prefix + number;
            if (cluster.tryKubectl("create", "configmap", name, "--request-timeout=5s")
                            .exitCode()
                    == 0) answered.add(name);
        }
    }

    private void kill(String process) {
        for (var role : cluster.status().path("roles")) {
            if (role.path("process").asString().equals(process)
                    && role.path("pid").isNumber()) killPid(role);
        }
    }

    /** Every role, Redis, and the containerd of each node. */
    private void killEverything() {
        for (var role : cluster.status().path("roles")) if (role.path("pid").isNumber()) killPid(role);
        ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .commandLine()
                        .filter(line -> line.contains(cluster.data().toString()))
                        .isPresent())
                .forEach(ProcessHandle::destroyForcibly);
    }

    private static void killPid(JsonNode role) {
        ProcessHandle.of(role.path("pid").asLong()).ifPresent(ProcessHandle::destroyForcibly);
    }

    private long readyOn(String node) {
        var ready = 0;
        for (var pod : cluster.get("pods", "-l", "app=front", "--field-selector", "spec.nodeName=" + node)
                .path("items")) {
            var all = true;
            for (var status : pod.path("status").path("containerStatuses"))
                all &= status.path("ready").asBoolean();
            if (all && pod.path("metadata").path("deletionTimestamp").isMissingNode()) ready++;
        }
        return ready;
    }

    /** Container ids, addresses and restart counts of all pods: what an adoption leaves as it was. */
    private String containers() {
        return cluster.kubectl(
                "get",
                "pods",
                "-o",
                "jsonpath={range .items[*]}{.metadata.name} {.status.podIP} {.status.containerStatuses[*].containerID} {.status.containerStatuses[*].restartCount}{'\\n'}{end}");
    }
}
