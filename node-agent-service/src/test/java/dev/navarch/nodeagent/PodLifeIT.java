package dev.navarch.nodeagent;

import static dev.navarch.nodeagent.TestNode.container;
import static dev.navarch.nodeagent.TestNode.pod;
import static dev.navarch.nodeagent.TestNode.status;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.nodeagent.namespace.InNodeNamespace;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1ConfigMap;
import io.kubernetes.client.openapi.models.V1ConfigMapEnvSource;
import io.kubernetes.client.openapi.models.V1ConfigMapKeySelector;
import io.kubernetes.client.openapi.models.V1ConfigMapVolumeSource;
import io.kubernetes.client.openapi.models.V1EmptyDirVolumeSource;
import io.kubernetes.client.openapi.models.V1EnvFromSource;
import io.kubernetes.client.openapi.models.V1EnvVar;
import io.kubernetes.client.openapi.models.V1EnvVarSource;
import io.kubernetes.client.openapi.models.V1ExecAction;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1ObjectFieldSelector;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Probe;
import io.kubernetes.client.openapi.models.V1ProjectedVolumeSource;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import io.kubernetes.client.openapi.models.V1Secret;
import io.kubernetes.client.openapi.models.V1SecretVolumeSource;
import io.kubernetes.client.openapi.models.V1ServiceAccountTokenProjection;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import io.kubernetes.client.openapi.models.V1VolumeProjection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@InNodeNamespace
@SuppressWarnings("NullAway") // what a test reads of a model is there, or the test fails
class PodLifeIT {
    @TempDir
    static Path directory;

    @SuppressWarnings("NullAway.Init")
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
    void registersTheNodeAndReportsItReady() {
        var registered = node.client.resource(V1Node.class).get("", TestNode.NAME);
        assertThat(registered.getMetadata().getLabels())
                .containsEntry("kubernetes.io/hostname", TestNode.NAME)
                .containsEntry("zone", "a");
        assertThat(registered.getStatus().getCapacity()).containsKeys("cpu", "memory", "pods", "ephemeral-storage");
        assertThat(registered.getStatus().getConditions().getLast().getReason()).isEqualTo("KubeletReady");
        assertThat(registered.getStatus().getNodeInfo().getContainerRuntimeVersion())
                .startsWith("containerd://1.");
    }

    @Test
    void twoContainersShareNetworkAndVolumesAndAreDeletedWithEverything() throws Exception {
        var data = new V1VolumeMount().name("data").mountPath("/data");
        node.create(
                "two",
                pod(
                                container(
                                                "web",
                                                "sh",
                                                "-c",
                                                "echo hello >/data/index.html; exec httpd -f -p 8080 -h /data")
                                        .addVolumeMountsItem(data),
                                container("client", "sleep", "1000").addVolumeMountsItem(data))
                        .addVolumesItem(new V1Volume().name("data").emptyDir(new V1EmptyDirVolumeSource())));
        var ready = node.awaitReady("two");
        assertThat(ready.getStatus().getPodIP()).startsWith("10.244.9.");
        assertThat(ready.getStatus().getPhase()).isEqualTo("Running");
        assertThat(node.exec(ready, "client", "wget", "-qO-", "http://127.0.0.1:8080/"))
                .isEqualTo("hello\n");
        assertThat(node.exec(ready, "client", "cat", "/etc/hosts"))
                .contains("# Kubernetes-managed hosts file.", ready.getStatus().getPodIP() + "\ttwo");
        assertThat(node.exec(ready, "client", "cat", "/etc/resolv.conf"))
                .contains("nameserver 10.96.0.10", "search default.svc.cluster.local svc.cluster.local cluster.local")
                .contains("options ndots:5");
        assertThat(node.exec(ready, "client", "hostname")).isEqualTo("two\n");

        node.delete("two", 1);
        node.awaitGone("two");
        assertThat(node.directories.pod(ready.getMetadata().getUid())).doesNotExist();
        assertThat(Path.of(
                        "/sys/fs/cgroup/memory",
                        node.directories.cgroupRoot(),
                        "besteffort",
                        "pod" + ready.getMetadata().getUid()))
                .doesNotExist();
        assertThat(node.events(ready)).extracting("reason").contains("Pulled", "Created", "Started", "Killing");
    }

    @Test
    void environmentComesFromEverywhere() {
        node.client
                .resource(V1ConfigMap.class)
                .create(new V1ConfigMap()
                        .metadata(new V1ObjectMeta().namespace("default").name("settings"))
                        .data(Map.of("COLOUR", "red", "size", "9")));
        var web = container("c", "sh", "-c", "echo $(GREETING) done; sleep 1000")
                .addEnvFromItem(
                        new V1EnvFromSource().prefix("CM_").configMapRef(new V1ConfigMapEnvSource().name("settings")))
                .addEnvItem(new V1EnvVar().name("WHO").value("world"))
                .addEnvItem(new V1EnvVar().name("GREETING").value("hello $(WHO) $$(WHO) $(NOBODY)"))
                .addEnvItem(new V1EnvVar()
                        .name("SIZE")
                        .valueFrom(new V1EnvVarSource()
                                .configMapKeyRef(new V1ConfigMapKeySelector()
                                        .name("settings")
                                        .key("size"))))
                .addEnvItem(new V1EnvVar()
                        .name("IP")
                        .valueFrom(
                                new V1EnvVarSource().fieldRef(new V1ObjectFieldSelector().fieldPath("status.podIP"))));
        node.create("env", pod(web));
        var ready = node.awaitReady("env");
        var environment = node.exec(ready, "c", "env");
        assertThat(environment.lines())
                .contains(
                        "CM_COLOUR=red",
                        "GREETING=hello world $(WHO) $(NOBODY)",
                        "SIZE=9",
                        "IP=" + ready.getStatus().getPodIP(),
                        "FROM_IMAGE=yes");
        assertThat(node.log(ready, "c", 0)).content().contains("stdout F hello world");
    }

    @Test
    void volumesOfObjectsAreFilesOfTheirOwnModes() {
        node.client
                .resource(V1ConfigMap.class)
                .create(new V1ConfigMap()
                        .metadata(new V1ObjectMeta().namespace("default").name("files"))
                        .data(Map.of("a.txt", "A", "b.txt", "B")));
        node.client
                .resource(V1Secret.class)
                .create(new V1Secret()
                        .metadata(new V1ObjectMeta().namespace("default").name("hidden"))
                        .data(Map.of("password", "p4ss".getBytes(StandardCharsets.UTF_8))));
        node.create(
                "volumes",
                pod(container("c", "sleep", "1000")
                                .addVolumeMountsItem(
                                        new V1VolumeMount().name("cm").mountPath("/cm"))
                                .addVolumeMountsItem(new V1VolumeMount()
                                        .name("cm")
                                        .mountPath("/one")
                                        .subPath("a.txt"))
                                .addVolumeMountsItem(
                                        new V1VolumeMount().name("secret").mountPath("/secret"))
                                .addVolumeMountsItem(
                                        new V1VolumeMount().name("token").mountPath("/token")))
                        .addVolumesItem(
                                new V1Volume().name("cm").configMap(new V1ConfigMapVolumeSource().name("files")))
                        .addVolumesItem(new V1Volume()
                                .name("secret")
                                .secret(new V1SecretVolumeSource()
                                        .secretName("hidden")
                                        .defaultMode(0400)))
                        .addVolumesItem(new V1Volume()
                                .name("token")
                                .projected(new V1ProjectedVolumeSource()
                                        .addSourcesItem(new V1VolumeProjection()
                                                .serviceAccountToken(
                                                        new V1ServiceAccountTokenProjection().path("token"))))));
        var ready = node.awaitReady("volumes");
        assertThat(node.exec(ready, "c", "cat", "/cm/a.txt", "/cm/b.txt", "/one", "/secret/password", "/token/token"))
                .isEqualTo("ABAp4sstoken-of-default-default");
        assertThat(node.exec(ready, "c", "stat", "-Lc", "%a", "/secret/password"))
                .isEqualTo("400\n");
        assertThat(node.exec(ready, "c", "readlink", "/cm/a.txt")).isEqualTo("..data/a.txt\n");
    }

    @Test
    void limitsStandInTheControlGroup() throws Exception {
        var resources = new V1ResourceRequirements()
                .requests(Map.of("cpu", new Quantity("250m"), "memory", new Quantity("16Mi")))
                .limits(Map.of("cpu", new Quantity("500m"), "memory", new Quantity("32Mi")));
        node.create("limited", pod(container("c", "sleep", "1000").resources(resources)));
        var ready = node.awaitReady("limited");
        assertThat(ready.getStatus().getQosClass()).isEqualTo("Burstable");
        var id = status(ready, "c").getContainerID().substring("containerd://".length());
        var group = node.directories.cgroupRoot() + "/burstable/pod"
                + ready.getMetadata().getUid() + "/" + id;
        assertThat(Files.readString(Path.of("/sys/fs/cgroup/memory" + group + "/memory.limit_in_bytes")))
                .isEqualTo("33554432\n");
        assertThat(Files.readString(Path.of("/sys/fs/cgroup/cpu" + group + "/cpu.cfs_quota_us")))
                .isEqualTo("50000\n");
        assertThat(Files.readString(Path.of("/sys/fs/cgroup/cpu" + group + "/cpu.shares")))
                .isEqualTo("256\n");
    }

    @Test
    void initContainersRunInOrderBeforeTheOthers() {
        node.create(
                "init",
                pod(container("c", "sh", "-c", "cat /data/order; sleep 1000")
                                .addVolumeMountsItem(
                                        new V1VolumeMount().name("data").mountPath("/data")))
                        .initContainers(List.of(
                                container("one", "sh", "-c", "echo one >>/data/order")
                                        .addVolumeMountsItem(
                                                new V1VolumeMount().name("data").mountPath("/data")),
                                container("two", "sh", "-c", "echo two >>/data/order")
                                        .addVolumeMountsItem(
                                                new V1VolumeMount().name("data").mountPath("/data"))))
                        .addVolumesItem(
                                new V1Volume().name("data").emptyDir(new V1EmptyDirVolumeSource().medium("Memory"))));
        var ready = node.awaitReady("init");
        assertThat(node.exec(ready, "c", "cat", "/data/order")).isEqualTo("one\ntwo\n");
        assertThat(ready.getStatus().getInitContainerStatuses())
                .allSatisfy(
                        status -> assertThat(status.getState().getTerminated().getReason())
                                .isEqualTo("Completed"));
    }

    @Test
    void aPodThatEndsSucceedsOrFailsByItsExitCodes() {
        node.create(
                "good",
                pod(container("c", "sh", "-c", "echo bye >/dev/termination-log"))
                        .restartPolicy("Never"));
        node.create("bad", pod(container("c", "sh", "-c", "exit 3")).restartPolicy("Never"));
        var good = node.awaitPhase("good", "Succeeded");
        assertThat(status(good, "c").getState().getTerminated().getMessage()).isEqualTo("bye\n");
        var bad = node.awaitPhase("bad", "Failed");
        assertThat(status(bad, "c").getState().getTerminated().getExitCode()).isEqualTo(3);
        assertThat(status(bad, "c").getState().getTerminated().getReason()).isEqualTo("Error");
    }

    @Test
    void aCrashingContainerIsRestartedWithBackOff() {
        node.create("crash", pod(container("c", "sh", "-c", "echo again; exit 1")));
        var waiting = node.awaitThat("crash", "backing off", TestNode.PATIENCE, pod -> {
            var status = pod.getStatus().getContainerStatuses();
            var state = status == null ? null : status.getFirst().getState().getWaiting();
            return state != null && "CrashLoopBackOff".equals(state.getReason());
        });
        var status = status(waiting, "c");
        assertThat(status.getState().getWaiting().getMessage())
                .startsWith("back-off 10s restarting failed container=c pod=crash_default(");
        assertThat(status.getRestartCount()).isEqualTo(1);
        assertThat(status.getLastState().getTerminated().getExitCode()).isEqualTo(1);
        assertThat(waiting.getStatus().getPhase()).isEqualTo("Running");
        assertThat(node.log(waiting, "c", 0)).content().contains("again");
    }

    @Test
    void aFailedLivenessProbeRestartsTheContainer() {
        var probe = new V1Probe()
                .exec(new V1ExecAction().command(List.of("test", "!", "-e", "/tmp/sick")))
                .periodSeconds(1)
                .failureThreshold(1);
        node.create("alive", pod(container("c", "sleep", "1000").livenessProbe(probe)));
        var ready = node.awaitReady("alive");
        node.exec(ready, "c", "touch", "/tmp/sick");
        var restarted = node.awaitThat(
                "alive",
                "restarted",
                TestNode.PATIENCE,
                pod -> TestNode.isReady(pod) && status(pod, "c").getRestartCount() == 1);
        assertThat(status(restarted, "c").getLastState().getTerminated().getExitCode())
                .isEqualTo(137);
        assertThat(node.events(restarted))
                .anySatisfy(event -> assertThat(event.getMessage())
                        .isEqualTo("Container c failed liveness probe, will be restarted"))
                .anySatisfy(event -> assertThat(event.getReason()).isEqualTo("Unhealthy"));
    }

    @Test
    void readinessFollowsItsProbe() {
        var probe = new V1Probe()
                .exec(new V1ExecAction().command(List.of("test", "-e", "/tmp/ready")))
                .periodSeconds(1);
        node.create("readiness", pod(container("c", "sleep", "1000").readinessProbe(probe)));
        var running = node.awaitPhase("readiness", "Running");
        assertThat(TestNode.condition(running, "Ready")).isEqualTo("False");
        node.exec(running, "c", "touch", "/tmp/ready");
        node.awaitReady("readiness");
    }

    @Test
    void sayWhatIsMissing() {
        node.create(
                "noimage",
                pod(container("c", "sleep", "1").image("node.local/nothing:1").imagePullPolicy("Never")));
        node.create(
                "noconfig",
                pod(container("c", "sleep", "1")
                        .addEnvItem(new V1EnvVar()
                                .name("X")
                                .valueFrom(new V1EnvVarSource()
                                        .configMapKeyRef(new V1ConfigMapKeySelector()
                                                .name("absent")
                                                .key("k"))))));
        assertThat(awaitWaiting("noimage", "ErrImageNeverPull"))
                .isEqualTo("Container image \"node.local/nothing:1\" is not present with pull policy of Never");
        assertThat(awaitWaiting("noconfig", "CreateContainerConfigError")).isEqualTo("configmap \"absent\" not found");
    }

    @Test
    void anotherAgentAdoptsWhatRuns() {
        node.create(
                "adopted",
                pod(container("c", "sh", "-c", "test -e /data/x || { touch /data/x; exit 1; }; sleep 1000")
                                .addVolumeMountsItem(
                                        new V1VolumeMount().name("data").mountPath("/data")))
                        .addVolumesItem(new V1Volume().name("data").emptyDir(new V1EmptyDirVolumeSource())));
        var before = node.awaitThat(
                "adopted",
                "restarted once",
                TestNode.PATIENCE,
                pod -> TestNode.isReady(pod) && status(pod, "c").getRestartCount() == 1);
        node.restart();
        node.create("after", pod(container("c", "sleep", "1000")));
        node.awaitReady("after");
        var after = node.get("adopted");
        assertThat(status(after, "c").getContainerID())
                .isEqualTo(status(before, "c").getContainerID());
        assertThat(status(after, "c").getRestartCount()).isEqualTo(1);
        assertThat(after.getStatus().getPodIP()).isEqualTo(before.getStatus().getPodIP());
        assertThat(TestNode.isReady(after)).isTrue();
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
