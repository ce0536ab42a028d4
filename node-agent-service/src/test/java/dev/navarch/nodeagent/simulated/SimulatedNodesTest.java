package dev.navarch.nodeagent.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.memory.InMemoryClusterClient;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1Lease;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodCondition;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SimulatedNodesTest {
    private final InMemoryClusterClient client = new InMemoryClusterClient();
    private final ResourceClient<V1Pod> pods = client.resource(V1Pod.class);
    private final SimulatedNodes nodes = SimulatedNodes.of(
            client,
            new SimulatedNodesProperties(
                    List.of(), "sim-", 2, Map.of(), Map.of(), "100.127.0.0", "100.64.0.0", Duration.ZERO, 16),
            Clock.systemUTC());

    @BeforeEach
    void start() {
        nodes.start();
    }

    @AfterEach
    void stop() {
        nodes.close();
        client.close();
    }

    @Test
    void registersReadyNodesWithLeases() {
        await("registered").until(nodes::isReady);
        var found = client.resource(V1Node.class).list("", "", "");
        assertThat(found)
                .extracting(node -> Objects.requireNonNull(node.getMetadata()).getName())
                .containsExactly("sim-1", "sim-2");
        assertThat(Objects.requireNonNull(found.getFirst().getStatus()).getConditions())
                .anyMatch(condition -> condition.getType().equals("Ready")
                        && condition.getStatus().equals("True"));
        await("leases")
                .until(() -> client.resource(V1Lease.class)
                                .list("kube-node-lease", "", "")
                                .size()
                        == 2);
    }

    @Test
    void makesPodsReadyWithAddressesOfTheirOwn() {
        for (var name : List.of("a", "b", "c")) pods.create(pod(name, "Always"));
        await("all ready").until(() -> isReady("a") && isReady("b") && isReady("c"));
        var addresses = new HashSet<String>();
        for (var name : List.of("a", "b", "c")) addresses.add(status(name).getPodIP());
        assertThat(addresses).hasSize(3);
        assertThat(status("a").getHostIP()).startsWith("100.127.0.");
        assertThat(status("a").getStartTime()).isNotNull();
    }

    @Test
    void endsThePodsOfJobs() {
        pods.create(pod("good", "Never"));
        pods.create(pod("bad", "Never", PodScript.EXIT_CODE, "3"));
        await("ended")
                .until(() -> "Succeeded".equals(status("good").getPhase())
                        && "Failed".equals(status("bad").getPhase()));
        var state = Objects.requireNonNull(container("bad").getState());
        assertThat(Objects.requireNonNull(state.getTerminated()).getExitCode()).isEqualTo(3);
    }

    @Test
    void keepsTheDelayAndTheReadinessThatAnnotationsAskFor() {
        pods.create(pod("slow", "Always", PodScript.DELAY, "300ms", PodScript.READY, "false"));
        assertThat(pods.get("default", "slow").getStatus()).isNull();
        await("running").until(() -> "Running".equals(status("slow").getPhase()));
        assertThat(isReady("slow")).isFalse();
        pods.patch(
                "default",
                "slow",
                PatchType.MERGE,
                "{\"metadata\":{\"annotations\":{\"%s\":\"true\"}}}".formatted(PodScript.READY));
        await("ready").until(() -> isReady("slow"));
        assertThat(condition("slow").getReason()).isNull();
    }

    @Test
    void restartsWhatKeepsFailing() {
        pods.create(pod("loop", "Always", PodScript.EXIT_CODE, "1"));
        await("back-off").until(() -> {
            var containers = status("loop").getContainerStatuses();
            var state = containers == null ? null : containers.getFirst().getState();
            return state != null
                    && state.getWaiting() != null
                    && "CrashLoopBackOff".equals(state.getWaiting().getReason());
        });
        var last = Objects.requireNonNull(container("loop").getLastState());
        assertThat(Objects.requireNonNull(last.getTerminated()).getExitCode()).isEqualTo(1);
    }

    @Test
    void letsDeletedPodsGoAtOnce() {
        pods.create(pod("p", "Always"));
        await("ready").until(() -> isReady("p"));
        pods.delete("default", "p", DeleteRequest.DEFAULT);
        await("gone").until(() -> pods.find("default", "p") == null);
    }

    @Test
    void doesNotBringADeletedNodeBack() {
        await("registered").until(nodes::isReady);
        client.resource(V1Node.class).delete("", "sim-1", DeleteRequest.DEFAULT);
        await().during(Duration.ofMillis(200))
                .until(() -> client.resource(V1Node.class).find("", "sim-1") == null);
    }

    private static V1Pod pod(String name, String restartPolicy, String... annotations) {
        var metadata = new V1ObjectMeta().namespace("default").name(name);
        for (var i = 0; i < annotations.length; i += 2) metadata.putAnnotationsItem(annotations[i], annotations[i + 1]);
        var status = annotations.length > 0 && annotations[0].equals(PodScript.DELAY)
                ? null
                : new V1PodStatus().phase("Pending");
        return new V1Pod()
                .metadata(metadata)
                .spec(new V1PodSpec()
                        .nodeName("sim-1")
                        .restartPolicy(restartPolicy)
                        .addContainersItem(new V1Container().name("c").image("i")))
                .status(status);
    }

    private V1PodStatus status(String name) {
        return Objects.requireNonNullElseGet(pods.get("default", name).getStatus(), V1PodStatus::new);
    }

    private V1ContainerStatus container(String name) {
        return Objects.requireNonNull(status(name).getContainerStatuses()).getFirst();
    }

    private boolean isReady(String name) {
        var conditions = status(name).getConditions();
        return conditions != null
                && conditions.stream()
                        .anyMatch(condition -> condition.getType().equals("Ready")
                                && condition.getStatus().equals("True"));
    }

    private V1PodCondition condition(String name) {
        return Objects.requireNonNull(status(name).getConditions()).stream()
                .filter(condition -> condition.getType().equals("Ready"))
                .findFirst()
                .orElseThrow();
    }
}
