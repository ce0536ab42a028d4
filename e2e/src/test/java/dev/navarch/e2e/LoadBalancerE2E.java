package dev.navarch.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.testing.condition.RealNodes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/** Services of type LoadBalancer, asked from the host. */
@RealNodes
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoadBalancerE2E {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** The node counts as lost after 40 s without a lease. */
    private static final Duration FAILOVER = Duration.ofMinutes(4);

    private static final String ANNOUNCER = "{.metadata.annotations.navarch\\.dev/announced-by}";

    private final TestCluster cluster = new TestCluster("balancer");

    @BeforeAll
    void bringsUpTwoNodesWithAWebServerOnEach() {
        cluster.up("--nodes", "2", "--runtime", "containerd", "--http-port", "0", "--https-port", "0")
                .orFail();
        ExampleImages.load(cluster, "front");
        cluster.kubectl("create", "deployment", "web", "--image=example.navarch.dev/hello-front:1", "--replicas=2");
        cluster.kubectl("rollout", "status", "deployment/web", "--timeout=120s");
    }

    @AfterAll
    void takesItDown() {
        cluster.close();
    }

    @Test
    @Order(1)
    void anExposedServiceAnswersTheHostAtItsAddress() {
        expose("web");
        var address = addressOf("web");
        assertThat(address).matches("10\\.89\\.\\d+\\.2\\d\\d");
        assertThat(cluster.kubectl("get", "service", "web")).contains(address);
        awaitAnswer(address);
        assertThat(cluster.kubectl("describe", "service", "web")).contains("EnsuredLoadBalancer");
    }

    @Test
    @Order(2)
    void onlyTheSourceRangesAreLetIn() {
        var address = addressOf("web");
        sourceRanges("[\"192.0.2.0/24\"]");
        await("the host to be shut out")
                .atMost(PATIENCE)
                .until(() -> ask(address).exitCode() != 0);
        sourceRanges("[\"192.0.2.0/24\",\"" + address.substring(0, address.lastIndexOf('.')) + ".1/32\"]");
        awaitAnswer(address);
        sourceRanges("null");
        awaitAnswer(address);
    }

    @Test
    @Order(3)
    void aDeletedServicesAddressIsFreeForTheNext() {
        expose("second");
        var address = addressOf("second");
        assertThat(address).isNotEqualTo(addressOf("web"));
        awaitAnswer(address);
        cluster.kubectl("delete", "service", "second", "--timeout=60s");
        await("the address to be let go of")
                .atMost(PATIENCE)
                .until(() -> ask(address).exitCode() != 0);
        expose("third");
        assertThat(addressOf("third")).isEqualTo(address);
        awaitAnswer(address);
    }

    @Test
    @Order(4)
    void anAddressMovesAwayFromALostNode() {
        var address = addressOf("web");
        var announcer = announcerOf("web");
        var other = announcer.equals(cluster.node(1)) ? cluster.node(2) : cluster.node(1);
        loseNode(announcer);
        await("the other node to answer for it")
                .atMost(FAILOVER)
                .until(() -> announcerOf("web").equals(other));
        awaitAnswer(address);
    }

    private void expose(String name) {
        cluster.kubectl(
                "expose",
                "deployment",
                "web",
                "--name=" + name,
                "--type=LoadBalancer",
                "--port=80",
                "--target-port=8080");
    }

    private void sourceRanges(String ranges) {
        cluster.kubectl("patch", "service", "web", "-p", "{\"spec\":{\"loadBalancerSourceRanges\":" + ranges + "}}");
    }

    private String addressOf(String service) {
        return await("the address of " + service)
                .atMost(PATIENCE)
                .until(() -> jsonPath(service, "{.status.loadBalancer.ingress[0].ip}"), address -> !address.isEmpty());
    }

    private String announcerOf(String service) {
        return jsonPath(service, ANNOUNCER);
    }

    private String jsonPath(String service, String path) {
        return cluster.kubectl("get", "service", service, "-o", "jsonpath=" + path);
    }

    private static void awaitAnswer(String address) {
        await(address + " to answer").atMost(PATIENCE).until(() -> ask(address).exitCode() == 0);
    }

    private static Shell.Result ask(String address) {
        return shell("curl", "--silent", "--show-error", "--fail", "--max-time", "3", "http://" + address + "/");
    }

    /** Its agent dies and its network with it. */
    private void loseNode(String node) {
        var agent = processOf("node-agent-" + node);
        var network = "/proc/" + agent.pid() + "/ns/net";
        shell("nsenter", "--net=" + network, "ip", "link", "set", "eth0", "down")
                .orFail();
        agent.destroyForcibly();
    }

    private ProcessHandle processOf(String name) {
        for (var role : cluster.status().path("roles")) {
            if (role.path("process").asString().equals(name))
                return ProcessHandle.of(role.path("pid").asLong()).orElseThrow();
        }
        throw new AssertionError(name + " does not run");
    }

    private static Shell.Result shell(String... command) {
        return Shell.run(Duration.ofMinutes(1), Map.of(), "", List.of(command));
    }
}
