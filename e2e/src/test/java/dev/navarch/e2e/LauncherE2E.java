package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.testing.condition.RealKubectl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What scripts rely on. Runs everywhere: its nodes are simulated. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@RealKubectl
class LauncherE2E {
    private final TestCluster cluster = new TestCluster("launcher");

    @BeforeAll
    void bringsUpASimulatedNode() {
        cluster.up("--runtime", "simulated").orFail();
    }

    @AfterAll
    void takesItDown() {
        cluster.close();
    }

    @Test
    void upTwiceChangesNothing() {
        var before = cluster.status().path("roles").toString();
        cluster.up().orFail();
        assertThat(cluster.status().path("roles").toString()).isEqualTo(before);
    }

    @Test
    void makesTheContextCurrent() {
        assertThat(cluster.kubectl("config", "current-context")).contains("launcher");
        assertThat(cluster.kubectl("get", "nodes")).contains("launcher-node-1").contains("Ready");
    }

    @Test
    void refusesAnotherPodRangeForTheSameCluster() {
        var refused = cluster.up("--pod-cidr", "10.50.0.0/16");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("--pod-cidr").contains("created with 10.244.0.0/16");
    }

    @Test
    void explainsAWrongOption() {
        assertThat(cluster.navarch("up", "--nodes", "0").output()).contains("use 1 to 200");
        assertThat(cluster.navarch("up", "--port", "0").output()).contains("use 1 to 65535");
        assertThat(cluster.navarch("up", "--redis", "localhost").output()).contains("use redis://");
        assertThat(cluster.navarch("up", "--runtime", "docker").output()).contains("use auto, containerd or simulated");
        assertThat(cluster.navarch("up", "--tracing", "here").output()).contains("use the URL of an OTLP collector");
        assertThat(cluster.navarch("up", "--log-format", "xml").output()).contains("use text, ecs, logstash, gelf");
        assertThat(cluster.navarch("up", "--kubeconfig", "/tmp").output()).contains("this is a directory");
        assertThat(cluster.navarch("status", "-o", "xml").output()).contains("use text or json");
        assertThat(cluster.navarch("logs", "kubelet").output()).contains("No log of kubelet; there are:");
        assertThat(cluster.navarch("load", "absent.tar").output()).contains("Cannot read absent.tar");
    }

    @Test
    void handsKubectlItsArgumentsAndItsExitCode() {
        assertThat(cluster.navarch("kubectl", "get", "nodes", "-o", "name").orFail())
                .contains("node/launcher-node-1");
        assertThat(cluster.navarch("kubectl", "get", "pod", "absent").exitCode())
                .isEqualTo(1);
    }

    @Test
    @Order(1)
    void adoptsARedisThatOutlivedTheOtherProcesses() throws IOException {
        var redis = pid("redis");
        kill("control-plane");
        cluster.up().orFail();
        assertThat(pid("redis")).isEqualTo(redis);
        assertThat(redisServers()).isEqualTo(1);
    }

    @Test
    @Order(2)
    void startsOneRedisAfterAKillOfEverythingAndKeepsWhatWasAnswered() throws IOException {
        cluster.kubectl("create", "configmap", "kept");
        kill("control-plane");
        kill("redis");
        cluster.up().orFail();
        assertThat(redisServers()).isEqualTo(1);
        cluster.kubectl("get", "configmap", "kept");
    }

    @Test
    @Order(3)
    void downTwiceIsHarmless() throws IOException {
        cluster.navarch("down").orFail();
        cluster.navarch("down").orFail();
        assertThat(redisServers()).isZero();
        assertThat(cluster.navarch("status").exitCode()).isEqualTo(3);
        cluster.up().orFail();
        cluster.kubectl("get", "configmap", "kept");
    }

    @Test
    void runsAPodToReadyAndRefusesExecWithAReason() {
        cluster.kubectl("run", "one", "--image=anything");
        cluster.kubectl("wait", "pod/one", "--for=condition=Ready", "--timeout=30s");
        var refused = cluster.tryKubectl("exec", "one", "--", "true");
        assertThat(refused.exitCode()).isNotZero();
        assertThat(refused.output()).contains("simulated");
    }

    @Test
    void keepsTheControlPlanesLogWhereItSays() {
        assertThat(cluster.navarch("logs", "api-server", "--tail=-1").output()).contains("Started role=api-server ");
        assertThat(Files.exists(cluster.data().resolve("logs/control-plane.log")))
                .isTrue();
    }

    private long pid(String process) {
        for (var role : cluster.status().path("roles")) {
            if (role.path("process").asString().equals(process)
                    && role.path("pid").isNumber()) return role.path("pid").asLong();
        }
        throw new AssertionError(process + " does not run");
    }

    private void kill(String process) {
        ProcessHandle.of(pid(process)).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** A Redis works in the folder of its data, which its command line does not name. */
    private long redisServers() throws IOException {
        var data = cluster.data().resolve("redis").toRealPath();
        return ProcessHandle.allProcesses()
                .filter(process -> worksIn(process.pid(), data))
                .count();
    }

    private static boolean worksIn(long pid, Path folder) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + pid + "/cwd")).equals(folder);
        } catch (IOException goneOrNotOurs) {
            return false;
        }
    }
}
