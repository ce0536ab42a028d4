package dev.navarch.controller.nodelifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.controller.LoopBed;
import dev.navarch.controller.nodeipam.NodeCidrAllocator;
import dev.navarch.controller.podgc.PodGarbageCollector;
import dev.navarch.controller.pods.PodState;
import dev.navarch.controller.tainteviction.TaintEvictionController;
import io.kubernetes.client.openapi.models.V1Lease;
import io.kubernetes.client.openapi.models.V1LeaseSpec;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeCondition;
import io.kubernetes.client.openapi.models.V1NodeSpec;
import io.kubernetes.client.openapi.models.V1NodeStatus;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodCondition;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodStatus;
import io.kubernetes.client.openapi.models.V1Taint;
import io.kubernetes.client.openapi.models.V1Toleration;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class NodesTest {
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final LoopBed bed = new LoopBed();
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor();
    private final Set<String> beating = new HashSet<>();

    @BeforeEach
    void start() {
        var timing = new NodeLifecycleController.Timing(Duration.ofMillis(50), GRACE, GRACE);
        var podGc = new PodGarbageCollector.Settings(Duration.ofMillis(50), Duration.ofMillis(100), 0);
        bed.run((client, clock) -> new NodeLifecycleController(client, timing, clock).loop());
        bed.run((client, clock) -> new TaintEvictionController(client, clock).loop());
        bed.run((client, clock) -> new PodGarbageCollector(client, podGc, clock).loop());
        bed.run((client, _) -> new NodeCidrAllocator(client, "10.244.0.0/22").loop());
        heart.scheduleAtFixedRate(this::beat, 0, 100, TimeUnit.MILLISECONDS);
    }

    @AfterEach
    void stop() {
        heart.shutdownNow();
        bed.close();
    }

    @Test
    void aNodeThatFallsSilentIsTaintedAndItsPodsMoveUnlessTheyTolerateIt() {
        node("dead");
        node("alive");
        pod("leaves", "dead");
        pod("stays", "dead", new V1Toleration().operator("Exists"));
        await("ready nodes")
                .until(() -> taints("dead").isEmpty() && taints("alive").isEmpty());

        silence("dead");
        await("taints")
                .untilAsserted(() -> assertThat(taints("dead"))
                        .extracting(taint -> taint.getKey() + ":" + taint.getEffect())
                        .containsExactlyInAnyOrder(
                                "node.kubernetes.io/unreachable:NoSchedule",
                                "node.kubernetes.io/unreachable:NoExecute"));
        assertThat(node().getStatus().getConditions())
                .allMatch(condition -> condition.getStatus().equals("Unknown"));
        await("eviction").until(() -> PodState.isTerminating(getPod("leaves")));
        assertThat(PodState.isTerminating(getPod("stays"))).isFalse();
        await("pods not ready").until(() -> !PodState.isReady(getPod("stays")));
        assertThat(taints("alive")).isEmpty();
    }

    @Test
    void nobodyIsEvictedWhenEveryNodeIsSilent() {
        node("dead");
        pod("p", "dead");
        silence("dead");
        await("the first taint").until(() -> taints("dead").size() == 1);
        await("no second")
                .during(Duration.ofMillis(500))
                .until(() -> taints("dead").size() == 1);
        assertThat(PodState.isTerminating(getPod("p"))).isFalse();
    }

    @Test
    void takesTheTaintOfANewNodeAwayWhenItIsReady() {
        bed.cluster()
                .resource(V1Node.class)
                .create(new V1Node()
                        .metadata(new V1ObjectMeta().name("new"))
                        .spec(new V1NodeSpec()
                                .taints(List.of(
                                        new V1Taint().key(NodeTaints.NOT_READY).effect("NoSchedule"))))
                        .status(ready()));
        keepBeating("new");
        await("no taint").until(() -> taints("new").isEmpty());
    }

    @Test
    void everyNodeGetsABlockOfItsOwnAndAFreedOneIsGivenAgain() {
        node("a");
        node("b");
        node("c");
        await("blocks")
                .untilAsserted(() -> assertThat(blocks())
                        .containsExactlyInAnyOrder("10.244.0.0/24", "10.244.1.0/24", "10.244.2.0/24"));
        var freed = bed.cluster().resource(V1Node.class).get("", "b").getSpec().getPodCIDR();
        bed.cluster().resource(V1Node.class).delete("", "b", DeleteRequest.DEFAULT);
        node("d");
        node("e");
        await("all four").untilAsserted(() -> assertThat(blocks()).hasSize(4).contains(freed, "10.244.3.0/24"));
    }

    @Test
    void podsOfANodeThatIsGoneAreRemoved() {
        pod("lost", "nowhere");
        await("its end").until(() -> bed.pods().isEmpty());
    }

    private void node(String name) {
        bed.cluster()
                .resource(V1Node.class)
                .create(new V1Node()
                        .metadata(new V1ObjectMeta().name(name))
                        .spec(new V1NodeSpec())
                        .status(ready()));
        keepBeating(name);
    }

    private static V1NodeStatus ready() {
        return new V1NodeStatus()
                .conditions(List.of(
                        new V1NodeCondition().type("MemoryPressure").status("False"),
                        new V1NodeCondition().type("Ready").status("True")));
    }

    private void keepBeating(String name) {
        bed.cluster()
                .resource(V1Lease.class)
                .create(new V1Lease()
                        .metadata(
                                new V1ObjectMeta().namespace("kube-node-lease").name(name))
                        .spec(new V1LeaseSpec().renewTime(OffsetDateTime.now(ZoneOffset.UTC))));
        synchronized (beating) {
            beating.add(name);
        }
    }

    private void silence(String name) {
        synchronized (beating) {
            beating.remove(name);
        }
    }

    private void beat() {
        synchronized (beating) {
            beating.forEach(name -> bed.cluster()
                    .resource(V1Lease.class)
                    .patch(
                            "kube-node-lease",
                            name,
                            PatchType.MERGE,
                            "{\"spec\":{\"renewTime\":\"" + OffsetDateTime.now(ZoneOffset.UTC) + "\"}}"));
        }
    }

    private void pod(String name, String node, V1Toleration... tolerations) {
        bed.cluster()
                .resource(V1Pod.class)
                .create(new V1Pod()
                        .metadata(new V1ObjectMeta().namespace("default").name(name))
                        .spec(new V1PodSpec().nodeName(node).tolerations(List.of(tolerations)))
                        .status(new V1PodStatus()
                                .phase("Running")
                                .conditions(List.of(
                                        new V1PodCondition().type("Ready").status("True")))));
    }

    private V1Pod getPod(String name) {
        return bed.cluster().resource(V1Pod.class).get("default", name);
    }

    private V1Node node() {
        return bed.cluster().resource(V1Node.class).get("", "dead");
    }

    private List<V1Taint> taints(String node) {
        return NodeTaints.present(bed.cluster().resource(V1Node.class).get("", node));
    }

    private List<String> blocks() {
        return bed.cluster().resource(V1Node.class).list("", "", "").stream()
                .map(node -> String.valueOf(node.getSpec().getPodCIDR()))
                .toList();
    }
}
