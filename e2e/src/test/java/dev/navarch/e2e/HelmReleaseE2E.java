package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.testing.condition.RealKubectl;
import dev.navarch.testing.condition.RealNodes;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** What charts use of helm, with a small chart of ours: the life of one release, told by real helm. */
@RealNodes
@RealKubectl
@WithHelm
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HelmReleaseE2E {
    private static final String WAIT = "--timeout=80s";

    private final TestCluster cluster = new TestCluster("releases");
    private final Helm helm = Helm.get().on(cluster.kubeconfig());
    private final String chart =
            Path.of("src/test/resources/charts/greeter").toAbsolutePath().toString();

    @BeforeAll
    void bringsUpANodeWithTheImage() {
        cluster.up(
                        "--port",
                        "36444",
                        "--nodes",
                        "1",
                        "--runtime",
                        "containerd",
                        "--http-port",
                        "0",
                        "--https-port",
                        "0")
                .orFail();
        ExampleImages.load(cluster, "front");
    }

    @AfterAll
    void takesItDown() {
        cluster.close();
    }

    @Test
    @Order(1)
    void installRunsTheHooksAndWaitsUntilThePodsAreReady() {
        helm.run("install", "greeter", chart, "--wait", WAIT).orFail();

        assertThat(deployment("{.status.readyReplicas}")).isEqualTo("1");
        assertThat(cluster.kubectl("get", "configmap", "greeter-prepared", "-o", "jsonpath={.data.revision}"))
                .isEqualTo("1");
        assertThat(cluster.kubectl("get", "jobs", "-o", "name"))
                .as("the hook's Job, to be deleted when it succeeded")
                .isEmpty();
        assertThat(cluster.kubectl("get", "secret", "sh.helm.release.v1.greeter.v1", "-o", "jsonpath={.type}"))
                .isEqualTo("helm.sh/release.v1");
    }

    @Test
    @Order(2)
    void testRunsAPodAndShowsItsLog() {
        assertThat(helm.run("test", "greeter", "--logs", WAIT).orFail())
                .contains("Phase:          Succeeded", "POD LOGS: greeter-reachable", "hello");
    }

    @Test
    @Order(3)
    void upgradeKeepsWhatOthersSetAndTakesItsOwnBack() {
        cluster.kubectl("label", "deployment", "greeter", "team=fleet");
        cluster.kubectl("scale", "deployment", "greeter", "--replicas=2");

        helm.run("upgrade", "greeter", chart, "--set=color=green", "--wait", WAIT)
                .orFail();

        assertThat(deployment("{.metadata.labels.color} {.metadata.labels.team} {.spec.replicas}"))
                .isEqualTo("green fleet 1");
        assertThat(cluster.kubectl(
                        "get", "service", "greeter", "-o", "jsonpath={.metadata.annotations.installed-before}"))
                .as("what the template looked up in the cluster")
                .isEqualTo("true");
    }

    @Test
    @Order(4)
    void anUpgradeWhosePodsDoNotStartIsTakenBackByItself() {
        var broken = helm.run("upgrade", "greeter", chart, "--set=color=red,serve=false", "--atomic", "--timeout=15s");

        assertThat(broken.exitCode()).isNotZero();
        assertThat(broken.output()).contains("has been rolled back due to atomic being set");
        assertThat(deployment("{.metadata.labels.color} {.status.readyReplicas}"))
                .isEqualTo("green 1");
        assertThat(helm.run("history", "greeter").orFail().lines().skip(1))
                .satisfiesExactly(
                        first -> assertThat(first).contains("superseded", "Install complete"),
                        second -> assertThat(second).contains("superseded", "Upgrade complete"),
                        third -> assertThat(third).contains("failed"),
                        fourth -> assertThat(fourth).contains("deployed", "Rollback to 2"));
    }

    @Test
    @Order(5)
    void rollbackBringsARevisionBack() {
        helm.run("rollback", "greeter", "1", "--wait", WAIT).orFail();

        assertThat(deployment("{.metadata.labels.color} {.metadata.labels.team}"))
                .isEqualTo("blue fleet");
        assertThat(helm.run("list").orFail()).contains("greeter", "deployed");
    }

    @Test
    @Order(6)
    void aFailingHookEndsTheInstallationBeforeAnythingElseIsThere() {
        var broken = helm.run("install", "broken", chart, "--set=prepare=false", "--wait", WAIT);

        assertThat(broken.exitCode()).isNotZero();
        assertThat(broken.output()).contains("failed pre-install", "job broken-prepare failed: BackoffLimitExceeded");
        assertThat(cluster.kubectl("get", "deployment,service", "-o", "name")).doesNotContain("broken");
    }

    @Test
    @Order(7)
    void uninstallTakesEverythingThatIsTheReleases() {
        helm.run("uninstall", "greeter", "--wait", WAIT).orFail();

        assertThat(cluster.kubectl("get", "deployment,replicaset,service,secret", "-o", "name"))
                .doesNotContain("greeter");
        assertThat(helm.run("list", "--all", "--short").orFail()).doesNotContain("greeter");
    }

    private String deployment(String path) {
        return cluster.kubectl("get", "deployment", "greeter", "-o", "jsonpath=" + path);
    }
}
