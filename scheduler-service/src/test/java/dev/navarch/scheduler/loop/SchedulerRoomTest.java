package dev.navarch.scheduler.loop;

import static dev.navarch.scheduler.fixture.NodeBuilder.aNode;
import static dev.navarch.scheduler.fixture.PodBuilder.aPod;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.memory.InMemoryClusterClient;
import dev.navarch.scheduler.fixture.PodBuilder;
import io.kubernetes.client.openapi.models.CoreV1Event;
import io.kubernetes.client.openapi.models.EventsV1Event;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeSelector;
import io.kubernetes.client.openapi.models.V1NodeSelectorRequirement;
import io.kubernetes.client.openapi.models.V1NodeSelectorTerm;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaimSpec;
import io.kubernetes.client.openapi.models.V1PersistentVolumeSpec;
import io.kubernetes.client.openapi.models.V1PersistentVolumeStatus;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodCondition;
import io.kubernetes.client.openapi.models.V1StorageClass;
import io.kubernetes.client.openapi.models.V1VolumeNodeAffinity;
import io.opentelemetry.api.trace.TracerProvider;
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
    private final SchedulerRoom room;
    private final SchedulerThread thread;

    /** The nodes are there first, so that no pod is judged before they are known. */
    SchedulerRoomTest() {
        client.resource(V1Node.class).create(aNode("n1").object());
        client.resource(V1Node.class).create(aNode("n2").object());
        room = SchedulerRoom.of(
                client,
                "default-scheduler",
                64,
                Clock.systemUTC(),
                TracerProvider.noop().get(""));
        thread = new SchedulerThread(room);
    }

    @BeforeEach
    void start() {
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
    void aWaitingClaimIsMadeWhereItsFirstPodRuns() {
        storageClass("slow", "example.test/maker");
        claim("c", "slow");
        create(aPod("p").claiming("c"));
        await("the choice").until(() -> selectedNode("c") != null);
        assertThat(nodeOf("p")).isNull();
        client.resource(V1PersistentVolume.class).create(volume("made", "slow"));
        bind("c", "made");
        await("bound").until(() -> nodeOf("p") != null);
        assertThat(nodeOf("p")).isEqualTo(selectedNode("c"));
    }

    @Test
    void aWaitingClaimGetsAVolumeThatOneNodeCanReach() {
        storageClass("local", "kubernetes.io/no-provisioner");
        claim("c", "local");
        create(aPod("p").claiming("c"));
        await("condition").until(() -> scheduled("p") != null);
        assertThat(Objects.requireNonNull(scheduled("p")).getMessage())
                .startsWith("0/2 nodes are available: 2 node(s) didn't find available persistent volumes to bind.");
        var free = volume("free", "local").status(new V1PersistentVolumeStatus().phase("Available"));
        Objects.requireNonNull(free.getSpec()).nodeAffinity(only("n2"));
        client.resource(V1PersistentVolume.class).create(free);
        await("the volume set aside")
                .until(() -> Objects.requireNonNull(client.resource(V1PersistentVolume.class)
                                        .get("", "free")
                                        .getSpec())
                                .getClaimRef()
                        != null);
        bind("c", "free");
        await("bound").until(() -> "n2".equals(nodeOf("p")));
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

    private void storageClass(String name, String provisioner) {
        client.resource(V1StorageClass.class)
                .create(new V1StorageClass()
                        .metadata(new V1ObjectMeta().name(name))
                        .provisioner(provisioner)
                        .volumeBindingMode("WaitForFirstConsumer"));
    }

    private void claim(String name, String className) {
        client.resource(V1PersistentVolumeClaim.class)
                .create(new V1PersistentVolumeClaim()
                        .metadata(new V1ObjectMeta().namespace("default").name(name))
                        .spec(new V1PersistentVolumeClaimSpec().storageClassName(className)));
    }

    private static V1PersistentVolume volume(String name, String className) {
        return new V1PersistentVolume()
                .metadata(new V1ObjectMeta().name(name))
                .spec(new V1PersistentVolumeSpec().storageClassName(className));
    }

    private static V1VolumeNodeAffinity only(String node) {
        return new V1VolumeNodeAffinity()
                .required(new V1NodeSelector()
                        .nodeSelectorTerms(List.of(new V1NodeSelectorTerm()
                                .matchFields(List.of(new V1NodeSelectorRequirement()
                                        .key("metadata.name")
                                        .operator("In")
                                        .values(List.of(node)))))));
    }

    private void bind(String claim, String volume) {
        client.resource(V1PersistentVolumeClaim.class)
                .patch(
                        "default",
                        claim,
                        PatchType.MERGE,
                        "{\"metadata\":{\"annotations\":{\"pv.kubernetes.io/bind-completed\":\"yes\"}},"
                                + "\"spec\":{\"volumeName\":\"" + volume + "\"}}");
    }

    private @Nullable String selectedNode(String claim) {
        var annotations = Objects.requireNonNull(client.resource(V1PersistentVolumeClaim.class)
                        .get("default", claim)
                        .getMetadata())
                .getAnnotations();
        return annotations == null ? null : annotations.get("volume.kubernetes.io/selected-node");
    }
}
