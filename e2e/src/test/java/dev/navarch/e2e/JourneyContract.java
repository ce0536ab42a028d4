package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.testing.condition.RealKubectl;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;

/** What a newcomer does with a cluster of two real nodes and the real kubectl. Both shapes of the control plane pass it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@RealKubectl
abstract class JourneyContract {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final TestCluster cluster;

    JourneyContract(String name) {
        this.cluster = new TestCluster(name);
    }

    abstract String[] shape();

    @BeforeAll
    void bringsUpTwoNodesAndLoadsTheExample() {
        var options = new ArrayList<>(List.of("--nodes", "2", "--runtime", "containerd"));
        options.addAll(List.of(shape()));
        System.out.println(cluster.up(options.toArray(String[]::new)).orFail());
        ExampleImages.load(cluster, "front", "back");
        cluster.kubectl("apply", "-f", example("hello.yaml"));
        cluster.kubectl("rollout", "status", "deployment/front", "--timeout=90s");
        cluster.kubectl("rollout", "status", "deployment/back", "--timeout=90s");
    }

    @AfterAll
    void takesItDown() {
        cluster.close();
        assertThat(Files.exists(cluster.data())).isFalse();
    }

    @Test
    @Order(1)
    void spreadsPodsWithAddressesOfTheirOwnOverBothNodes() {
        var addresses = new TreeSet<String>();
        var nodes = new TreeSet<String>();
        for (var pod : pods("app=front")) {
            addresses.add(pod.path("status").path("podIP").asString());
            nodes.add(pod.path("spec").path("nodeName").asString());
        }
        assertThat(addresses).hasSize(3);
        assertThat(nodes).containsExactly(cluster.node(1), cluster.node(2));
    }

    @Test
    @Order(2)
    void answersUnderTheServicesNameFromPodsOfBothNodes() {
        expectAnswersFromEveryFrontEnd();
    }

    private void expectAnswersFromEveryFrontEnd() {
        for (var pod : pods("app=front")) {
            var answer = cluster.kubectl("exec", name(pod), "-c", "front", "--", "fetch", "http://front/cgi-bin/index");
            assertThat(answer).contains("Hello from back-").contains("the password has 11 letters");
        }
    }

    @Test
    @Order(3)
    void showsObjectsInEveryOutputFormat() {
        assertThat(cluster.kubectl("get", "pods", "-o", "wide"))
                .contains("NOMINATED NODE")
                .contains(cluster.node(1))
                .contains("2/2");
        assertThat(cluster.kubectl("get", "deployment", "front", "-o", "yaml"))
                .contains("kind: Deployment")
                .contains("readyReplicas: 3");
        assertThat(cluster.kubectl("get", "service", "front", "-o", "jsonpath={.spec.type}"))
                .isEqualTo("NodePort");
        assertThat(cluster.kubectl("get", "nodes")).contains("Ready").contains("v1.36");
        assertThat(cluster.kubectl("api-resources")).contains("deployments").contains("deploy");
        assertThat(cluster.kubectl("explain", "pod.spec.containers"))
                .contains("FIELDS:")
                .contains("image");
        assertThat(cluster.kubectl("auth", "can-i", "create", "pods")).contains("yes");
        assertThat(cluster.tryKubectl("auth", "can-i", "create", "pods", "--as", "nobody")
                        .output())
                .contains("no");
    }

    @Test
    @Order(4)
    void describesWhatHappened() {
        var pod = name(pods("app=front").getFirst());
        assertThat(cluster.kubectl("describe", "pod", pod))
                .contains("Scheduled")
                .contains("Started")
                .contains("QoS Class:");
        assertThat(cluster.kubectl("describe", "deployment", "front"))
                .contains("ScalingReplicaSet")
                .contains("3 available");
        assertThat(cluster.kubectl("describe", "service", "front"))
                .contains("Endpoints:")
                .contains(":8080");
        assertThat(cluster.kubectl("describe", "node", cluster.node(1)))
                .contains("Allocated resources:")
                .contains("KubeletReady");
    }

    @Test
    @Order(5)
    void readsLogsAndRunsCommands() {
        var pod = name(pods("app=front").getFirst());
        assertThat(cluster.kubectl("logs", pod, "-c", "clock", "--tail=1")).contains("UTC");
        assertThat(cluster.kubectl("exec", pod, "-c", "front", "--", "cat", "/shared/init"))
                .contains("init has run");
        assertThat(cluster.tryKubectl("exec", pod, "-c", "front", "--", "sh", "-c", "exit 7")
                        .exitCode())
                .isEqualTo(7);
        assertThat(cluster.kubectlWithInput("through stdin", "exec", "-i", pod, "-c", "front", "--", "cat"))
                .contains("through stdin");
    }

    @Test
    @Order(5)
    void followsLogsAndWatchesUntilTold() {
        var pod = name(pods("app=front").getFirst());
        var followed = forSeconds(5, "logs", "-f", "--tail=1", pod, "-c", "clock");
        assertThat(followed.lines().filter(line -> line.contains("UTC")).count())
                .isGreaterThan(2);
        var watched = forSeconds(3, "get", "deployments", "-w");
        assertThat(watched).contains("front").contains("back");
    }

    @Test
    @Order(5)
    void givesATerminalToWhoAsksForOne() {
        var pod = name(pods("app=front").getFirst());
        var exec = String.join(
                " ",
                cluster.kubectlCommand(
                        "exec", "-it", pod, "-c", "front", "--", "sh", "-c", "'test -t 0 && echo terminal; exit 4'"));
        var result = Shell.run(SOON, Map.of(), "", List.of("script", "-qec", exec, "/dev/null"));
        assertThat(result.output()).contains("terminal");
        assertThat(result.exitCode()).isEqualTo(4);
    }

    /** What kubectl has printed when it is interrupted after that time. */
    private String forSeconds(int seconds, String... arguments) {
        var command = new ArrayList<>(List.of("timeout", "-s", "INT", Integer.toString(seconds)));
        command.addAll(cluster.kubectlCommand(arguments));
        return Shell.run(SOON, Map.of(), "", command).output();
    }

    @Test
    @Order(6)
    void createsWithTheImperativeCommands() {
        cluster.kubectl("create", "namespace", "journey");
        cluster.kubectl("create", "configmap", "settings", "-n", "journey", "--from-literal=a=b");
        cluster.kubectl("create", "deployment", "made", "-n", "journey", "--image=example.navarch.dev/hello-front:1");
        cluster.kubectl("wait", "-n", "journey", "deployment/made", "--for=condition=Available", "--timeout=60s");
        cluster.kubectl("label", "-n", "journey", "configmap", "settings", "colour=blue");
        assertThat(cluster.kubectl("get", "configmap", "-n", "journey", "-l", "colour=blue", "-o", "name"))
                .contains("configmap/settings");
        cluster.kubectlWith(
                Map.of("KUBE_EDITOR", "sed -i s/colour:.blue/colour:\\ red/"),
                "edit",
                "-n",
                "journey",
                "configmap",
                "settings");
        assertThat(cluster.kubectl(
                        "get", "configmap", "settings", "-n", "journey", "-o", "jsonpath={.metadata.labels.colour}"))
                .isEqualTo("red");
        cluster.kubectl("delete", "namespace", "journey", "--timeout=80s");
        assertThat(cluster.tryKubectl("get", "namespace", "journey").output()).contains("NotFound");
    }

    @Test
    @Order(7)
    void scalesAndRollsOut() {
        cluster.kubectl("scale", "deployment/back", "--replicas=3");
        cluster.kubectl("rollout", "status", "deployment/back", "--timeout=60s");
        cluster.kubectl("set", "image", "deployment/back", "back=example.navarch.dev/hello-front:1");
        cluster.kubectl("rollout", "status", "deployment/back", "--timeout=80s");
        assertThat(cluster.kubectl("rollout", "history", "deployment/back")).contains("2");
        cluster.kubectl("set", "image", "deployment/back", "back=example.navarch.dev/hello-back:1");
        cluster.kubectl("rollout", "status", "deployment/back", "--timeout=80s");
    }

    @Test
    @Order(8)
    void restartsAKilledContainerAndCountsIt() {
        var pod = name(pods("app=front").getFirst());
        kill(pod, "clock");
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(restarts(pod, "clock")).isPositive());
    }

    @Test
    @Order(9)
    void replacesADeletedPod() {
        var pod = name(pods("app=front").getFirst());
        cluster.kubectl("delete", "pod", pod);
        cluster.kubectl("rollout", "status", "deployment/front", "--timeout=60s");
        assertThat(pods("app=front").stream().map(JourneyContract::name)).doesNotContain(pod);
        expectAnswersFromEveryFrontEnd();
    }

    @Test
    @Order(10)
    void saysWhyAPodCannotRun() {
        cluster.kubectlWithInput(
                pod("huge", "image: example.navarch.dev/hello-front:1, resources: {requests: {cpu: 1000}}"),
                "apply",
                "-f",
                "-");
        cluster.kubectlWithInput(
                pod("absent", "image: example.navarch.dev/absent:1, imagePullPolicy: Never"), "apply", "-f", "-");
        cluster.kubectlWithInput(
                pod("crash", "image: example.navarch.dev/hello-front:1, command: [sh, -c, exit 3]"),
                "apply",
                "-f",
                "-");
        cluster.kubectlWithInput(
                pod(
                        "unset",
                        "image: example.navarch.dev/hello-front:1, env: [{name: A, valueFrom: {configMapKeyRef: {name: nowhere, key: a}}}]"),
                "apply",
                "-f",
                "-");
        await().atMost(SOON).untilAsserted(() -> {
            assertThat(cluster.kubectl("describe", "pod", "huge"))
                    .contains("FailedScheduling")
                    .contains("2 Insufficient cpu");
            assertThat(cluster.kubectl("describe", "pod", "absent")).contains("ErrImageNeverPull");
            assertThat(cluster.kubectl("describe", "pod", "crash"))
                    .contains("CrashLoopBackOff")
                    .contains("Exit Code:    3");
            assertThat(cluster.kubectl("describe", "pod", "unset")).contains("CreateContainerConfigError");
        });
        cluster.kubectl("delete", "pod", "huge", "absent", "crash", "unset", "--grace-period=1");
    }

    private static String pod(String name, String container) {
        return "{apiVersion: v1, kind: Pod, metadata: {name: " + name + "}, spec: {containers: [{name: c, " + container
                + "}]}}";
    }

    /** From outside, since the first process of a container is deaf to signals from within. */
    private void kill(String pod, String container) {
        var object = cluster.get("pod", pod);
        var node = cluster.data()
                .resolve("nodes")
                .resolve(object.path("spec").path("nodeName").asString());
        for (var status : object.path("status").path("containerStatuses")) {
            if (!status.path("name").asString().equals(container)) continue;
            var id = status.path("containerID").asString().replace("containerd://", "");
            var socket = node.resolve("s/c.sock").toString();
            Shell.run(
                            SOON,
                            Map.of(),
                            "",
                            List.of("ctr", "-a", socket, "-n", "k8s.io", "tasks", "kill", "-s", "SIGKILL", id))
                    .orFail();
        }
    }

    private int restarts(String pod, String container) {
        for (var status : cluster.get("pod", pod).path("status").path("containerStatuses")) {
            if (status.path("name").asString().equals(container))
                return status.path("restartCount").asInt();
        }
        return 0;
    }

    private List<JsonNode> pods(String selector) {
        var pods = new ArrayList<JsonNode>();
        for (var pod : cluster.get("pods", "-l", selector).path("items")) {
            if (pod.path("metadata").path("deletionTimestamp").isMissingNode()) pods.add(pod);
        }
        return pods;
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asString();
    }

    private static String example(String file) {
        return TestCluster.projectRoot().resolve("examples/hello").resolve(file).toString();
    }
}
