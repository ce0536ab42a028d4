package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.testing.condition.DebianRegistry;
import dev.navarch.testing.condition.RealKubectl;
import dev.navarch.testing.condition.RealNodes;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * What pods may ask of a node, one real node and one test a wish. The pods of all tests start together; those whose wishes take
 * long are looked at last.
 */
@RealNodes
@RealKubectl
@DebianRegistry
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class NodeDepthE2E {
    private static final String IMAGE = "example.navarch.dev/hello-front:1";
    private static final String POD = "10\\.244\\.\\d+\\.\\d+";

    private final TestCluster cluster = new TestCluster("depth");
    private final DepthPods pods = new DepthPods(cluster);
    private @Nullable NodeRegistry registry;

    @BeforeAll
    void startsEveryPodAtOnce() {
        cluster.up("--nodes", "1", "--runtime", "containerd").orFail();
        ExampleImages.load(cluster, "front");
        var started = NodeRegistry.start(cluster);
        registry = started;
        started.push(IMAGE, "front:1");
        cluster.kubectl("create", "configmap", "settings", "--from-literal=colour=red", "--from-literal=size=1");
        cluster.kubectl("create", "secret", "generic", "password", "--from-literal=word=sesame");
        cluster.kubectl(
                "create",
                "secret",
                "docker-registry",
                "registry-login",
                "--docker-server=" + NodeRegistry.CLOSED,
                "--docker-username=" + NodeRegistry.USER,
                "--docker-password=" + NodeRegistry.PASSWORD);
        pods.apply("images.yaml", "volumes.yaml", "lifecycle.yaml", "security.yaml", "namespaces.yaml", "network.yaml");
        pods.awaitReady("live");
        changeWhatIsMounted();
    }

    private void changeWhatIsMounted() {
        cluster.kubectl("patch", "configmap", "settings", "-p", "{\"data\": {\"colour\": \"green\", \"size\": null}}");
        cluster.kubectl("patch", "secret", "password", "-p", "{\"stringData\": {\"word\": \"abracadabra\"}}");
        cluster.kubectl("create", "configmap", "later", "--from-literal=now=here");
    }

    @AfterAll
    void takesItDown() {
        if (registry != null) registry.close();
        cluster.close();
    }

    @Test
    @Order(1)
    void imagesComeFromARegistry() {
        assertThat(pods.log("pulled")).isEqualTo("pulled\n");
        pods.awaitEvent("pulled", "Pulling: Pulling image \"127.0.0.1:5000/front:1\"");
        pods.awaitEvent("pulled", "Pulled: Successfully pulled image \"127.0.0.1:5000/front:1\" in ");
    }

    @Test
    @Order(1)
    void anAbsentImageIsAskedForAgainAndAgainMoreSeldom() {
        assertThat(pods.awaitWaiting("absent", "ImagePullBackOff"))
                .startsWith(
                        "Back-off pulling image \"127.0.0.1:5000/absent:1\": ErrImagePull: rpc error: code = NotFound desc"
                                + " = failed to pull and unpack image \"127.0.0.1:5000/absent:1\": failed to resolve reference")
                .endsWith(": not found");
        pods.awaitEvent(
                "absent", "Failed: Failed to pull image \"127.0.0.1:5000/absent:1\": rpc error: code = NotFound");
        pods.awaitEvent("absent", "Failed: Error: ErrImagePull");
        pods.awaitEvent("absent", "BackOff: Back-off pulling image \"127.0.0.1:5000/absent:1\"");
        pods.awaitEvent("absent", "Failed: Error: ImagePullBackOff");
    }

    @Test
    @Order(1)
    void aRegistryThatWantsALoginGetsThePodsOwn() {
        assertThat(pods.log("authorized")).isEqualTo("let in\n");
        assertThat(pods.awaitWaiting("unauthorized", "ImagePullBackOff")).contains("ErrImagePull: rpc error", "auth");
        pods.awaitEvent(
                "unauthorized",
                "FailedToRetrieveImagePullSecret: Unable to retrieve some image pull secrets (nowhere); attempting to"
                        + " pull the image may not succeed.");
    }

    @Test
    @Order(2)
    void containersRunAsWhomTheyAreTold() {
        assertThat(pods.log("user"))
                .containsPattern("(?m)^1001$")
                .containsPattern("(?m)^2001$")
                .containsPattern("(?m)^2001 3001 4001$")
                .containsPattern("1001 +3001 .* /v/mine")
                .contains("Read-only file system", "NoNewPrivs:\t1");
        assertThat(pods.log("user", "own-user")).isEqualTo("65534\n");
        assertThat(pods.awaitWaiting("root-refused", "CreateContainerConfigError"))
                .startsWith("container has runAsNonRoot and image will run as root (pod: \"root-refused_default(");
    }

    @Test
    @Order(2)
    void containersMayDoWhatTheyAreAllowedTo() {
        assertThat(pods.log("confined", "default")).contains("CapEff:\t00000000a80435fa", "Seccomp:\t2");
        assertThat(pods.log("confined", "privileged")).contains("Seccomp:\t0", "/dev/kmsg");
    }

    @Test
    @Order(2)
    void safeSysctlsAreSetAndOthersRefused() {
        assertThat(pods.log("sysctls")).isEqualTo("1\n");
        var refused = pods.awaitPhase("unsafe-sysctls", "Failed").path("status");
        assertThat(refused.path("reason").asString("")).isEqualTo("SysctlForbidden");
        assertThat(refused.path("message").asString(""))
                .isEqualTo("Pod was rejected: forbidden sysctl: \"net.core.somaxconn\" not allowlisted");
    }

    @Test
    @Order(2)
    void aRuntimeClassMustBeThere() {
        assertThat(pods.log("runtime-class")).isEqualTo("usual\n");
        var refused = cluster.tryKubectl(
                "run",
                "unknown-class",
                "--image=" + IMAGE,
                "--overrides={\"spec\": {\"runtimeClassName\": \"nowhere\"}}");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("is forbidden: pod rejected: RuntimeClass \"nowhere\" not found");
    }

    @Test
    @Order(3)
    void aPodMayShareTheNodesNamespaces() throws Exception {
        var ours = Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        assertThat(pods.log("host"))
                .contains(ours)
                .contains(Files.readSymbolicLink(Path.of("/proc/self/ns/ipc")).toString());
        var status = pods.get("host").path("status");
        assertThat(status.path("podIP")).isEqualTo(status.path("hostIP"));
        assertThat(pods.log("shared")).contains("sleep 5", "catatonit");
    }

    @Test
    @Order(3)
    void aPortOfTheNodeLeadsToThePod() {
        pods.awaitReady("host-port");
        var node = pods.get("host-port").at("/status/hostIP").asString("");
        await().atMost(DepthPods.PATIENCE)
                .untilAsserted(() -> assertThat(Shell.run(
                                        Duration.ofSeconds(20),
                                        Map.of(),
                                        "",
                                        List.of("curl", "-sS", "--max-time", "10", "http://" + node + ":18099/"))
                                .output())
                        .contains("hello"));
    }

    @Test
    @Order(3)
    void anEndpointThatIsNotReadyGetsNoNewConnectionsAndKeepsItsOldOnes() throws IOException {
        pods.awaitReady("endpoint-a");
        pods.awaitReady("endpoint-b");
        var port =
                cluster.get("service", "endpoint").at("/spec/ports/0/nodePort").asInt();
        var node = pods.get("endpoint-b").at("/status/hostIP").asString("");
        var service = new TalkingService(new InetSocketAddress(node, port));
        try (var old = service.talkWith("endpoint-a")) {
            pods.exec("endpoint-a", "touch /tmp/off");
            cluster.kubectl("wait", "pod/endpoint-a", "--for=condition=Ready=false", "--timeout=30s");
            var begun = System.nanoTime();
            await().pollInterval(Duration.ofMillis(20))
                    .atMost(DepthPods.PATIENCE)
                    .until(() -> service.isOnly("endpoint-b", 20));
            System.out.printf(
                    "Ready turned off: no new connection after %d ms%n", (System.nanoTime() - begun) / 1_000_000);

            assertThat(old.answerTo("still there?")).isEqualTo("still there?");
        }
    }

    @Test
    @Order(4)
    void namesLeadToReadyPodsAndToOtherNames() {
        var address = pods.get("endpoint-b").at("/status/podIP").asString("");
        var clusterIp = cluster.get("service", "endpoint").at("/spec/clusterIP").asString("");
        assertThat(pods.exec("endpoint-b", "nslookup endpoint-headless.default.svc.cluster.local"))
                .contains("Address: " + address)
                .doesNotContain(pods.get("endpoint-a").at("/status/podIP").asString(""));
        assertThat(pods.exec("endpoint-b", "nslookup endpoint-alias.default.svc.cluster.local"))
                .contains("canonical name = endpoint.default.svc.cluster.local", "Address: " + clusterIp);
    }

    @Test
    @Order(3)
    void aPodHasTheNamesItAsksFor() {
        assertThat(pods.log("named"))
                .startsWith("h.s.default.svc.cluster.local\n")
                .containsPattern("(?m)^" + POD + "\th\\.s\\.default\\.svc\\.cluster\\.local\th$")
                .contains("# Entries added by HostAliases.\n192.0.2.1\tone.example\ttwo.example\n")
                .contains("nameserver 192.0.2.2\n", "search search.example\n", "options ndots:2 edns0\n");
        assertThat(pods.get("named").at("/status/podIP").asString("")).matches(POD);
    }

    @Test
    @Order(4)
    void aVolumeInMemoryIsNoLargerThanItsLimit() {
        assertThat(pods.log("memory")).contains("tmpfs", "size=1024k", "full");
    }

    @Test
    @Order(4)
    void aSubPathLeadsIntoItsVolumeOnly() {
        assertThat(pods.log("sub-path")).isEqualTo("x\nred");
        assertThat(pods.awaitWaiting("sub-path-outside", "CreateContainerConfigError"))
                .startsWith("failed to prepare subPath for volumeMount \"v\"");
    }

    @Test
    @Order(4)
    void aPodReadsItsOwnFieldsAndAmounts() {
        assertThat(pods.log("downward"))
                .startsWith("colour=\"blue\"\n32\n50\n")
                .containsPattern("-r--r--r-- .* cpu\n")
                .containsPattern("-r-------- .* labels\n")
                .containsPattern(POD + " 10\\.89\\.\\d+\\.\\d+ 33554432");
    }

    @Test
    @Order(4)
    void aPathOfTheNodeIsOfTheTypeThatThePodNames() {
        assertThat(pods.log("host-path")).contains("PRETTY_NAME", "device\n", "Read-only file system");
        pods.awaitEvent(
                "host-path-refused",
                "FailedMount: MountVolume.SetUp failed for volume \"v\" : hostPath type check failed: /etc is not a socket"
                        + " file");
    }

    @Test
    @Order(5)
    void otherProbesWaitForTheStart() {
        pods.awaitReady("slow-start");
        assertThat(pods.container("slow-start", "c").path("restartCount").asInt(-1))
                .isZero();
        pods.awaitEvent("slow-start", "Unhealthy: Startup probe failed: ");
    }

    @Test
    @Order(5)
    void hooksRunAfterTheStartAndBeforeTheEnd() {
        pods.awaitReady("hooks");
        assertThat(pods.exec("hooks", "ls /v")).isEqualTo("started\n");
        try (var log = RunningProgram.start(cluster.kubectlCommand("logs", "-f", "hooks", "-c", "witness"))) {
            cluster.kubectl("delete", "pod", "hooks", "--wait=false");
            log.awaitPrinted("preStop ran");
        }
        pods.awaitEvent("bad-hook", "FailedPostStartHook: PostStartHook failed");
    }

    @Test
    @Order(5)
    void anEndedContainerLeavesAMessage() {
        pods.awaitPhase("last-words", "Failed");
        assertThat(message("file")).isEqualTo("from a file");
        assertThat(message("log")).isEqualTo("from the log\n");
        assertThat(message("long")).hasSize(4096);
    }

    private String message(String container) {
        return pods.container("last-words", container)
                .at("/state/terminated/message")
                .asString("");
    }

    @Test
    @Order(5)
    void aPodEndsAtItsDeadline() {
        var status = pods.awaitPhase("deadline", "Failed").path("status");
        assertThat(status.path("reason").asString("")).isEqualTo("DeadlineExceeded");
        assertThat(status.path("message").asString(""))
                .isEqualTo("Pod was active on the node longer than the specified deadline");
    }

    @Test
    @Order(5)
    void anEndedContainerSaysHow() {
        pods.awaitPhase("hungry", "Failed");
        assertThat(pods.container("hungry", "c").at("/state/terminated/reason").asString(""))
                .isEqualTo("OOMKilled");
        var stopped = pods.awaitPhase("init-fails", "Failed").path("status");
        assertThat(stopped.at("/containerStatuses/0/state/waiting/reason").asString(""))
                .isEqualTo("PodInitializing");
        pods.awaitPhase("rule", "Succeeded");
        assertThat(pods.container("rule", "c").path("restartCount").asInt(0)).isEqualTo(1);
    }

    @Test
    @Order(6)
    void aRunningContainerIsResized() {
        pods.awaitReady("sized");
        resize("sized", "{\"cpu\": \"80m\", \"memory\": \"48Mi\"}");
        await().atMost(DepthPods.PATIENCE).untilAsserted(() -> {
            for (var name : List.of("c", "restarted")) {
                var status = pods.container("sized", name);
                assertThat(status.at("/resources/limits/memory").asString("")).isEqualTo("48Mi");
                assertThat(status.at("/allocatedResources/cpu").asString("")).isEqualTo("80m");
            }
        });
        assertThat(pods.container("sized", "c").path("restartCount").asInt(-1)).isZero();
        assertThat(pods.container("sized", "restarted").path("restartCount").asInt(-1))
                .isEqualTo(1);
        assertThat(pods.exec(
                        "sized",
                        "cat /sys/fs/cgroup/memory.max 2>/dev/null || cat /sys/fs/cgroup/memory/memory.limit_in_bytes"))
                .isEqualTo(48 * 1024 * 1024 + "\n");
        resize("sized", "{\"cpu\": \"900\", \"memory\": \"48Mi\"}");
        await().atMost(DepthPods.PATIENCE)
                .untilAsserted(() -> assertThat(
                                pods.get("sized").at("/status/conditions").toString())
                        .contains(
                                "PodResizePending",
                                "Infeasible",
                                "Node didn't have enough capacity: cpu, requested: "));
        assertThat(pods.container("sized", "c").at("/resources/limits/cpu").asString(""))
                .isEqualTo("80m");
    }

    private void resize(String pod, String amounts) {
        var resources = "\"resources\": {\"requests\": " + amounts + ", \"limits\": " + amounts + "}";
        cluster.kubectl(
                "patch",
                "pod",
                pod,
                "--subresource=resize",
                "-p",
                "{\"spec\": {\"containers\": [{\"name\": \"c\", " + resources + "}, {\"name\": \"restarted\", "
                        + resources + "}]}}");
    }

    @Test
    @Order(6)
    void aDebuggerJoinsARunningPod() {
        cluster.kubectl("debug", "live", "--image=" + IMAGE, "--target=c", "-c", "debugger", "--", "ps");
        await().atMost(DepthPods.PATIENCE)
                .untilAsserted(() -> assertThat(cluster.tryKubectl("logs", "live", "-c", "debugger")
                                .output())
                        .contains("sleep 1000"));
    }

    @Test
    @Order(7)
    void whatIsMountedFollowsItsObjects() {
        await("ConfigMap, Secret and what was absent before")
                .atMost(DepthPods.PATIENCE)
                .untilAsserted(
                        () -> assertThat(pods.exec("live", "cat /settings/colour /password/deep/word /later/now"))
                                .isEqualTo("greenabracadabrahere"));
        assertThat(pods.exec("live", "ls /settings; ls -lL /settings /password/deep; readlink /settings/colour"))
                .startsWith("colour\n")
                .containsPattern("-r--r----- .* colour\n")
                .containsPattern("-r-------- .* word\n")
                .endsWith("..data/colour\n");
        cluster.kubectl("annotate", "pod", "live", "word=after", "--overwrite");
        await().atMost(DepthPods.PATIENCE)
                .untilAsserted(
                        () -> assertThat(pods.exec("live", "cat /self/word")).isEqualTo("after"));
    }
}
