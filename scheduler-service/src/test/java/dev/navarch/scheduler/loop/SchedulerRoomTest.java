package dev.navarch.scheduler.loop;

import static dev.navarch.scheduler.fixture.NodeBuilder.aNode;
import static dev.navarch.scheduler.fixture.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.memory.InMemoryClusterClient;
import dev.navarch.scheduler.fixture.PodBuilder;
import io.kubernetes.client.openapi.models.CoreV1Event;
import io.kubernetes.client.openapi.models.EventsV1Event;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodCondition;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SchedulerRoomTest {
    private final InMemoryClusterClient client = new InMemoryClusterClient();
    private final SchedulerRoom room = SchedulerRoom.of(client, "default-scheduler", 64, Clock.systemUTC());
    private final SchedulerThread thread = new SchedulerThread(room);

    @BeforeEach
    void start() {
        client.resource(V1Node.class).create(aNode("n1").object());
        client.resource(V1Node.class).create(aNode("n2").object());
        thread.start();
    }

    @AfterEach
    void stop() {
        thread.stop();
        room.close();
        client.close();
    }

    @Test
    void bindsPodsAcrossTheNodes() {
        create(aPod("a").requesting("cpu", "3"));
        create(aPod("b").requesting("cpu", "3"));
        await("both bound").until(() -> nodeOf("a") != null && nodeOf("b") != null);
        assertThat(List.of(Objects.requireNonNull(nodeOf("a")), Objects.requireNonNull(nodeOf("b"))))
                .containsExactlyInAnyOrder("n1", "n2");
    }

    @Test
    void saysInTheConditionWhyAPodHasNoNode() {
        create(aPod("p").selecting("no", "where"));
        await("condition").until(() -> scheduled("p") != null);
        assertThat(Objects.requireNonNull(scheduled("p")).getMessage())
                .isEqualTo("0/2 nodes are available: 2 node(s) didn't match Pod's node affinity/selector."
                        + " no new claims to deallocate, preemption: 0/2 nodes are available:"
                        + " 2 Preemption is not helpful for scheduling.");
        assertThat(Objects.requireNonNull(scheduled("p")).getReason()).isEqualTo("Unschedulable");
        await("event")
                .until(() -> !client.resource(EventsV1Event.class)
                                .list("default", "", "")
                                .isEmpty()
                        || !client.resource(CoreV1Event.class)
                                .list("default", "", "")
                                .isEmpty());
    }

    @Test
    void saysThatAClaimIsNotThere() {
        create(aPod("p").claiming("none"));
        await("condition").until(() -> scheduled("p") != null);
        assertThat(Objects.requireNonNull(scheduled("p")).getMessage())
                .isEqualTo("0/2 nodes are available: persistentvolumeclaim \"none\" not found. not found");
    }

    @Test
    void leavesPodsOfOtherSchedulersAlone() {
        create(aPod("foreign").spec(spec -> spec.schedulerName("mine")));
        create(aPod("ours"));
        await("ours bound").until(() -> nodeOf("ours") != null);
        assertThat(nodeOf("foreign")).isNull();
        assertThat(scheduled("foreign")).isNull();
    }

    @Test
    void bindsARefusedPodOnceANodeHasRoom() {
        create(aPod("big").requesting("cpu", "6"));
        await("refused").until(() -> scheduled("big") != null);
        client.resource(V1Node.class).create(aNode("n3").allocatable("cpu", "8").object());
        await("bound").atMost(Duration.ofSeconds(5)).until(() -> "n3".equals(nodeOf("big")));
    }

    @Test
    void makesRoomForAnImportantPod() {
        create(aPod("low-1").requesting("cpu", "3"));
        create(aPod("low-2").requesting("cpu", "3"));
        await("both bound").until(() -> nodeOf("low-1") != null && nodeOf("low-2") != null);
        create(aPod("high").requesting("cpu", "2").priority(1000));
        await("one victim leaves").until(() -> isLeaving("low-1") != isLeaving("low-2"));
        var victim = isLeaving("low-1") ? "low-1" : "low-2";
        var left = client.resource(V1Pod.class).find("default", victim);
        if (left != null) {
            assertThat(Objects.requireNonNull(left.getStatus()).getConditions())
                    .anyMatch(condition -> "PreemptionByScheduler".equals(condition.getReason()));
            client.resource(V1Pod.class).delete("default", victim, new DeleteRequest(0L, null, null));
        }
        await("bound in its place").atMost(Duration.ofSeconds(5)).until(() -> nodeOf("high") != null);
    }

    private void create(PodBuilder pod) {
        client.resource(V1Pod.class).create(pod.object());
    }

    private boolean isLeaving(String pod) {
        var found = client.resource(V1Pod.class).find("default", pod);
        return found == null || Objects.requireNonNull(found.getMetadata()).getDeletionTimestamp() != null;
    }

    private @Nullable String nodeOf(String pod) {
        return Objects.requireNonNull(
                        client.resource(V1Pod.class).get("default", pod).getSpec())
                .getNodeName();
    }

    private @Nullable V1PodCondition scheduled(String pod) {
        var status = client.resource(V1Pod.class).get("default", pod).getStatus();
        if (status == null || status.getConditions() == null) return null;
        return status.getConditions().stream()
                .filter(condition -> condition.getType().equals("PodScheduled"))
                .findFirst()
                .orElse(null);
    }
}
