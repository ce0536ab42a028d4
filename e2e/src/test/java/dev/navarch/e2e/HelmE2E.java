package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.testing.condition.RealKubectl;
import dev.navarch.testing.condition.RealNodes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Navarch in Navarch: the chart installed by helm onto a cluster of {@code ./navarch up}, its images loaded from an archive. */
@RealNodes
@RealKubectl
@WithDocker
@WithHelm
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class HelmE2E {
    private static final Duration COMMAND = Duration.ofSeconds(90);
    private static final String WAIT = "--timeout=5m";
    private static final int NODE_PORT = 30443;
    private static final String NODE = "inner-navarch-node-0";

    private final TestCluster outer = new TestCluster("outer");
    private final DockerDaemon docker = DockerDaemon.startOrUse();
    private final Helm helm = Helm.get().on(outer.kubeconfig());
    private final Path kubeconfig = Path.of("target", "inner.conf").toAbsolutePath();
    private final String chart =
            TestCluster.projectRoot().resolve("helm/navarch").toString();

    @BeforeAll
    void installsTheChart() {
        outer.up("--port", "36443", "--nodes", "1", "--runtime", "containerd", "--http-port", "0", "--https-port", "0")
                .orFail();
        loadImages();
        var address = outer.kubectl("get", "nodes", "-o", "jsonpath={.items[0].status.addresses[0].address}");
        helm.run(
                        "install",
                        "inner",
                        chart,
                        "--namespace=inner",
                        "--create-namespace",
                        "--wait",
                        WAIT,
                        "--set=image.registry=" + NavarchImages.PREFIX,
                        "--set=image.pullPolicy=Never",
                        "--set=apiServer.replicas=1",
                        "--set=apiServer.service.type=NodePort",
                        "--set=apiServer.service.nodePort=" + NODE_PORT,
                        "--set=apiServer.extraAddresses={" + address + "}",
                        "--set=kubeconfig.server=https://" + address + ":" + NODE_PORT,
                        "--set=nodes.simulated=2")
                .orFail();
        saveKubeconfig();
    }

    @AfterAll
    void takesItDown() {
        outer.close();
        docker.close();
    }

    @Test
    @Order(1)
    void theInnerClusterRunsADeploymentOnNodesOfItsOwn() {
        inner("wait", "--for=condition=Ready", "nodes", "--all", "--timeout=80s");
        assertThat(inner("get", "nodes", "-o", "name").lines()).containsExactly("node/node-1", "node/node-2");
        inner("create", "deployment", "web", "--image=example.navarch.dev/web:1", "--replicas=3");
        inner("rollout", "status", "deployment/web", "--timeout=80s");
        inner("scale", "deployment/web", "--replicas=5");
        inner("rollout", "status", "deployment/web", "--timeout=80s");
        assertThat(outerInNamespace("get", "pods", "-o", "name")).doesNotContain("web");
    }

    @Test
    @Order(2)
    void theOuterClusterShowsARolesLog() {
        assertThat(outerInNamespace("logs", "deployment/inner-navarch-scheduler"))
                .contains("Started role=scheduler");
    }

    @Test
    @Order(3)
    void noRoleMayDoAnythingInTheOuterCluster() {
        var may = outer.tryKubectl(
                "auth", "can-i", "get", "secrets", "-n", "inner", "--as=system:serviceaccount:inner:inner-navarch");
        assertThat(may.output().lines()).contains("no");
        assertThat(outerInNamespace("get", "job,role,rolebinding", "-o", "name"))
                .as("what the set-up was given for its moment")
                .isEmpty();
    }

    @Test
    @Order(4)
    void anUpgradeAddsARealNodeWhosePodsReachTheInnerCluster() {
        helm.run(
                        "upgrade",
                        "inner",
                        chart,
                        "-n=inner",
                        "--reuse-values",
                        "--set=nodes.real.replicas=1",
                        "--set=roles.admin-server.enabled=true",
                        "--set=roles.metrics-server.enabled=true",
                        "--wait",
                        WAIT)
                .orFail();
        inner("wait", "--for=condition=Ready", "node/" + NODE, "--timeout=80s");
        loadExampleOntoTheRealNode();
        inner(
                "run",
                "front",
                "--image=example.navarch.dev/hello-front:1",
                "--overrides={\"spec\":{\"nodeSelector\":{\"kubernetes.io/hostname\":\"" + NODE + "\"}}}");
        inner("wait", "--for=condition=Ready", "pod/front", "--timeout=80s");

        assertThat(inner("exec", "front", "--", "getent", "ahostsv4", "kubernetes.default.svc"))
                .contains("10.112.0.1");
        inner("exec", "front", "--", "sh", "-c", "echo | nc -w 5 \"$KUBERNETES_SERVICE_HOST\" 443");
        assertThat(outerInNamespace("get", "pods", "-o", "name")).doesNotContain("front");
    }

    @Test
    @Order(5)
    void theAdminServesAndTopShowsTheRealNode() {
        var admin = outerInNamespace(
                "get", "pods", "-l=app.kubernetes.io/component=admin-server", "-o=jsonpath={.items[0].metadata.name}");
        assertThat(outerInNamespace(
                        "get", "--raw", "/api/v1/namespaces/inner/pods/https:" + admin + ":8081/proxy/login"))
                .contains("Navarch");
        await().atMost(COMMAND)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(inner("top", "node", NODE)).containsPattern(NODE + " +\\d+m"));
    }

    @Test
    @Order(6)
    void uninstallLeavesWhatCannotBeMadeAgainUntilTheNamespaceGoes() {
        helm.run("uninstall", "inner", "-n=inner", "--wait", WAIT).orFail();
        outerInNamespace("wait", "--for=delete", "pods", "--all", "--timeout=80s");

        assertThat(outerInNamespace("get", "all,networkpolicy,pdb,serviceaccount", "-o", "name")
                        .lines())
                .containsExactly("serviceaccount/default");
        assertThat(outerInNamespace("get", "secret,pvc", "-o", "name"))
                .contains("secret/inner-navarch-pki", "persistentvolumeclaim/data-inner-navarch-redis-0");

        outer.kubectl("delete", "namespace", "inner", "--timeout=80s");
        outer.kubectl("wait", "--for=delete", "persistentvolumes", "--all", "--timeout=80s");
    }

    private void loadImages() {
        var images = new NavarchImages(docker);
        images.build();
        var roles = Stream.of(
                        "api-server",
                        "controller-manager",
                        "scheduler",
                        "dns",
                        "simulated-nodes",
                        "setup",
                        "node",
                        "admin-server",
                        "metrics-server")
                .map(role -> NavarchImages.PREFIX + "/" + role + ":latest");
        var archive = Path.of("target", "inner-images.tar").toAbsolutePath();
        images.save(archive, Stream.concat(roles, Stream.of("redis:7")).toList());
        outer.navarch("load", archive.toString()).orFail();
    }

    private void loadExampleOntoTheRealNode() {
        var image = ExampleImages.build().resolve("front.tar");
        var load = String.join(" ", outer.kubectlCommand("exec", "-n", "inner", "-i", NODE, "--", "navarch-load"));
        Shell.run(COMMAND, Map.of(), "", List.of("sh", "-c", load + " <" + image))
                .orFail();
    }

    private void saveKubeconfig() {
        var secret = outerInNamespace("get", "secret", "inner-navarch-admin", "-o", "jsonpath={.data.kubeconfig}");
        try {
            Files.write(kubeconfig, Base64.getDecoder().decode(secret));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String outerInNamespace(String... arguments) {
        var whole = new ArrayList<>(List.of("--namespace=inner"));
        whole.addAll(List.of(arguments));
        return outer.kubectl(whole.toArray(String[]::new));
    }

    private String inner(String... arguments) {
        var command =
                new ArrayList<>(List.of(TestCluster.newestKubectl().toString(), "--kubeconfig", kubeconfig.toString()));
        command.addAll(List.of(arguments));
        return Shell.run(COMMAND, Map.of(), "", command).orFail();
    }
}
