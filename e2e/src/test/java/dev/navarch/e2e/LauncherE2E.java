package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What scripts rely on. Runs everywhere: its nodes are simulated. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
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
        assertThat(cluster.navarch("status", "-o", "xml").output()).contains("use text or json");
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
        assertThat(cluster.navarch("logs", "api-server").output()).contains("role=api-server");
        assertThat(Files.exists(cluster.data().resolve("logs/control-plane.log")))
                .isTrue();
    }
}
