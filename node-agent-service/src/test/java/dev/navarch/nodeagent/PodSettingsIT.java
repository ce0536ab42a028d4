package dev.navarch.nodeagent;

import static dev.navarch.nodeagent.TestNode.container;
import static dev.navarch.nodeagent.TestNode.pod;
import static dev.navarch.nodeagent.TestNode.status;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.json.ModelJson;
import dev.navarch.nodeagent.namespace.InNodeNamespace;
import dev.navarch.nodeagent.podspec.PodKey;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Capabilities;
import io.kubernetes.client.openapi.models.V1EmptyDirVolumeSource;
import io.kubernetes.client.openapi.models.V1EphemeralContainer;
import io.kubernetes.client.openapi.models.V1ExecAction;
import io.kubernetes.client.openapi.models.V1HTTPGetAction;
import io.kubernetes.client.openapi.models.V1HostPathVolumeSource;
import io.kubernetes.client.openapi.models.V1Lifecycle;
import io.kubernetes.client.openapi.models.V1LifecycleHandler;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import io.kubernetes.client.openapi.models.V1TCPSocketAction;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway") // what a test reads of a model is there, or the test fails
@InNodeNamespace
class PodSettingsIT {
    @TempDir
    static Path directory;

    private static TestNode node;

    @BeforeAll
    static void start() throws Exception {
        node = TestNode.start(directory);
    }

    @AfterAll
    static void stop() throws Exception {
        node.close();
    }

    @Test
    void containersRunAsWhomTheyAreTold() {
        var restricted = new V1SecurityContext()
                .readOnlyRootFilesystem(true)
                .allowPrivilegeEscalation(false)
                .capabilities(new V1Capabilities().addDropItem("ALL"));
        node.create(
                "restricted",
                pod(container("c", "sleep", "1000").securityContext(restricted))
                        .securityContext(new V1PodSecurityContext()
                                .runAsUser(1000L)
                                .runAsGroup(2000L)
                                .fsGroup(3000L)));
        var ready = node.awaitReady("restricted");
        assertThat(node.exec(ready, "c", "id"))
                .startsWith("uid=1000(user) gid=2000")
                .contains("3000");
        assertThat(node.exec(ready, "c", "touch", "/x")).contains("Read-only file system");
        assertThat(node.exec(ready, "c", "grep", "CapEff", "/proc/self/status")).contains("0000000000000000");
        assertThat(node.exec(ready, "c", "grep", "NoNewPrivs", "/proc/self/status"))
                .contains("1");
        assertThat(node.exec(ready, "c", "grep", " /proc/sys ", "/proc/mounts")).contains(" ro,");
    }

    @Test
    void runAsNonRootRefusesRoot() {
        node.create(
                "nonroot",
                pod(container("c", "sleep", "1")).securityContext(new V1PodSecurityContext().runAsNonRoot(true)));
        assertThat(awaitWaiting("nonroot", "CreateContainerConfigError"))
                .startsWith("container has runAsNonRoot and image will run as root (pod: \"nonroot_default(");
    }

    @Test
    void aSharedProcessNamespaceShowsTheNeighbour() {
        node.create(
                "shared",
                pod(container("a", "sleep", "1000"), container("b", "sleep", "2000"))
                        .shareProcessNamespace(true));
        var ready = node.awaitReady("shared");
        assertThat(node.exec(ready, "a", "ps")).contains("sleep 2000", "catatonit");
    }

    @Test
    void aPodInTheNodesNetworkHasTheNodesAddress() {
        node.create("hostnet", pod(container("c", "sleep", "1000")).hostNetwork(true));
        var ready = node.awaitReady("hostnet");
        assertThat(ready.getStatus().getPodIP()).isEqualTo("10.88.0.2");
        assertThat(node.exec(ready, "c", "ip", "addr", "show", "eth0")).contains("10.88.0.2");
        assertThat(node.exec(ready, "c", "cat", "/etc/hosts")).contains("(host network)");
    }

    @Test
    void probesReachThePodOverTheNetwork() {
        node.create(
                "probed",
                pod(container("c", "httpd", "-f", "-p", "8080", "-h", "/etc")
                        .livenessProbe(new V1Probe()
                                .httpGet(new V1HTTPGetAction().path("/absent").port(new IntOrString(8080)))
                                .initialDelaySeconds(3)
                                .periodSeconds(1)
                                .failureThreshold(1))
                        .readinessProbe(new V1Probe()
                                .tcpSocket(new V1TCPSocketAction().port(new IntOrString(8080)))
                                .periodSeconds(1))));
        node.awaitReady("probed");
        var restarted = node.awaitThat(
                "probed",
                "restarted",
                TestNode.PATIENCE,
                pod -> status(pod, "c").getRestartCount() > 0);
        assertThat(node.events(restarted))
                .anySatisfy(event -> assertThat(event.getMessage())
                        .isEqualTo("Liveness probe failed: HTTP probe failed with statuscode: 404"));
    }

    @Test
    void hooksRunAfterTheStartAndBeforeTheEnd() throws Exception {
        var kept = Files.createDirectories(directory.resolve("kept"));
        node.create(
                "hooked",
                pod(container("c", "sh", "-c", "trap 'exit 0' TERM; while true; do sleep 1; done")
                                .addVolumeMountsItem(
                                        new V1VolumeMount().name("kept").mountPath("/kept"))
                                .lifecycle(new V1Lifecycle()
                                        .postStart(touch("/kept/started"))
                                        .preStop(touch("/kept/stopping"))))
                        .addVolumesItem(new V1Volume()
                                .name("kept")
                                .hostPath(new V1HostPathVolumeSource()
                                        .path(kept.toString())
                                        .type("Directory"))));
        node.awaitReady("hooked");
        assertThat(kept.resolve("started")).exists();
        node.delete("hooked", 5);
        node.awaitGone("hooked");
        assertThat(kept.resolve("stopping")).exists();
    }

    @Test
    void aSidecarServesTheInitContainersAfterItAndEndsLast() {
        node.create(
                "sidecar",
                pod(container("c", "sh", "-c", "wget -qO- http://127.0.0.1:8080/passwd"))
                        .restartPolicy("Never")
                        .initContainers(List.of(
                                container("server", "httpd", "-f", "-p", "8080", "-h", "/etc")
                                        .restartPolicy("Always"),
                                container("init", "sh", "-c", "sleep 1; wget -qO- http://127.0.0.1:8080/group"))));
        var done = node.awaitPhase("sidecar", "Succeeded");
        assertThat(node.log(done, "c", 0)).content().contains("root:x:0:0");
        assertThat(done.getStatus()
                        .getInitContainerStatuses()
                        .get(1)
                        .getState()
                        .getTerminated()
                        .getExitCode())
                .isZero();
    }

    @Test
    void tooMuchMemoryEndsAContainerAsOutOfMemory() {
        var limits = new V1ResourceRequirements().limits(Map.of("memory", new Quantity("16Mi")));
        node.create(
                "hungry",
                pod(container("c", "dd", "if=/dev/zero", "of=/dev/null", "bs=64M", "count=1")
                                .resources(limits))
                        .restartPolicy("Never"));
        var failed = node.awaitPhase("hungry", "Failed");
        assertThat(status(failed, "c").getState().getTerminated().getReason()).isEqualTo("OOMKilled");
    }

    @Test
    void anEphemeralContainerJoinsARunningPod() {
        node.create("debugged", pod(container("c", "sleep", "1000")));
        var ready = ModelJson.copy(node.awaitReady("debugged"));
        ready.getSpec()
                .addEphemeralContainersItem(new V1EphemeralContainer()
                        .name("debug")
                        .image(dev.navarch.nodeagent.containerd.TestImages.BUSYBOX)
                        .imagePullPolicy("Never")
                        .targetContainerName("c")
                        .command(List.of("sh", "-c", "ps; sleep 1000")));
        node.client.resource(V1Pod.class).update(ready);
        var joined = node.awaitThat("debugged", "joined", TestNode.PATIENCE, pod -> {
            var statuses = pod.getStatus().getEphemeralContainerStatuses();
            return statuses != null
                    && statuses.stream().anyMatch(status -> status.getState().getRunning() != null);
        });
        await("the neighbour's process in the log")
                .atMost(TestNode.PATIENCE)
                .untilAsserted(
                        () -> assertThat(node.log(joined, "debug", 0)).content().contains("sleep 1000"));
        assertThat(TestNode.isReady(joined)).isTrue();
    }

    @Test
    void aKilledContainerIsRestartedAndAKilledSandboxReplaced() {
        var created = node.create("killed", pod(container("c", "sleep", "1000")));
        var ready = node.awaitReady("killed");
        node.agent.runtime().stopContainer(id(ready), Duration.ZERO);
        var restarted = node.awaitThat(
                "killed",
                "restarted",
                TestNode.PATIENCE,
                pod -> TestNode.isReady(pod) && status(pod, "c").getRestartCount() == 1);
        var sandbox = node.agent.runtime().read(PodKey.of(created)).readySandbox();
        node.agent.runtime().stopSandbox(sandbox.id());
        var replaced = node.awaitThat(
                "killed",
                "in a new sandbox",
                TestNode.PATIENCE,
                pod -> TestNode.isReady(pod) && !id(pod).equals(id(restarted)));
        assertThat(status(replaced, "c").getRestartCount()).isEqualTo(2);
        assertThat(node.events(replaced)).extracting("reason").contains("SandboxChanged");
    }

    @Test
    void deletionDoesNotWaitForWhatNeverStarts() {
        node.create(
                "stuck",
                pod(container("c", "sleep", "1")
                                .addVolumeMountsItem(
                                        new V1VolumeMount().name("v").mountPath("/v")))
                        .addVolumesItem(new V1Volume()
                                .name("v")
                                .configMap(new io.kubernetes.client.openapi.models.V1ConfigMapVolumeSource()
                                        .name("absent"))));
        var pending = node.awaitPhase("stuck", "Pending");
        await("FailedMount")
                .atMost(TestNode.PATIENCE)
                .untilAsserted(() -> assertThat(node.events(pending))
                        .anySatisfy(event -> assertThat(event.getMessage())
                                .isEqualTo(
                                        "MountVolume.SetUp failed for volume \"v\" : configmap \"absent\" not found")));
        node.delete("stuck", 30);
        node.awaitGone("stuck");
    }

    @Test
    void aPodThatTheApiForgotIsEnded() {
        var created = node.create(
                "forgotten",
                pod(container("c", "sleep", "1000")
                                .addVolumeMountsItem(
                                        new V1VolumeMount().name("m").mountPath("/m")))
                        .addVolumesItem(
                                new V1Volume().name("m").emptyDir(new V1EmptyDirVolumeSource().medium("Memory"))));
        node.awaitReady("forgotten");
        node.delete("forgotten", 0);
        await("nothing left in the runtime")
                .atMost(TestNode.PATIENCE)
                .until(() -> node.agent
                        .runtime()
                        .read(PodKey.of(created))
                        .sandboxes()
                        .isEmpty());
        assertThat(node.directories.pod(created.getMetadata().getUid())).doesNotExist();
    }

    private static V1LifecycleHandler touch(String file) {
        return new V1LifecycleHandler().exec(new V1ExecAction().command(List.of("touch", file)));
    }

    private static String id(V1Pod pod) {
        return status(pod, "c").getContainerID().substring("containerd://".length());
    }

    private static String awaitWaiting(String name, String reason) {
        var pod = node.awaitThat(name, reason, TestNode.PATIENCE, candidate -> {
            var statuses = candidate.getStatus().getContainerStatuses();
            var state = statuses == null ? null : statuses.getFirst().getState().getWaiting();
            return state != null && reason.equals(state.getReason());
        });
        return status(pod, "c").getState().getWaiting().getMessage();
    }
}
