package dev.navarch.controller.daemonset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.LoopBed;
import io.kubernetes.client.openapi.models.V1ControllerRevision;
import io.kubernetes.client.openapi.models.V1DaemonSet;
import io.kubernetes.client.openapi.models.V1DaemonSetStatus;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1Toleration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DaemonSetControllerTest {
    private final LoopBed bed = new LoopBed();

    @BeforeEach
    void start() {
        for (var node : List.of("n1", "n2", "n3")) {
            node(node, "");
        }
        bed.run((client, clock) -> new DaemonSetController(client, clock).loop());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void eachNodeHasAPodThatIsPinnedToIt() {
        create("");
        awaitStatus(status -> isDone(status, 3));
        assertThat(places()).containsExactlyInAnyOrder("n1", "n2", "n3");
        var pod = bed.pods().getFirst();
        assertThat(pod.getSpec().getTolerations())
                .extracting(V1Toleration::getKey, V1Toleration::getEffect)
                .extracting(Object::toString)
                .containsExactlyInAnyOrder(
                        "(\"node.kubernetes.io/not-ready\", \"NoExecute\")",
                        "(\"node.kubernetes.io/unreachable\", \"NoExecute\")",
                        "(\"node.kubernetes.io/disk-pressure\", \"NoSchedule\")",
                        "(\"node.kubernetes.io/memory-pressure\", \"NoSchedule\")",
                        "(\"node.kubernetes.io/pid-pressure\", \"NoSchedule\")",
                        "(\"node.kubernetes.io/unschedulable\", \"NoSchedule\")");
        assertThat(status().getNumberMisscheduled()).isZero();
        assertThat(revisions())
                .singleElement()
                .satisfies(revision -> assertThat(
                                revision.getMetadata().getLabels().get(DaemonPodTemplate.HASH))
                        .isEqualTo(pod.getMetadata().getLabels().get(DaemonPodTemplate.HASH)));
    }

    @Test
    void followsNodesThatComeAndGoAndTheirLabels() {
        create("\"nodeSelector\":{\"color\":\"blue\"}");
        awaitStatus(status -> status.getDesiredNumberScheduled() == 0);
        label("n1", "\"blue\"");
        awaitStatus(status -> isDone(status, 1));
        node("n4", "\"labels\":{\"color\":\"blue\"}");
        awaitStatus(status -> isDone(status, 2));
        label("n1", "\"green\"");
        await("one left").until(() -> places().equals(Set.of("n4")));
        bed.cluster().resource(V1Node.class).delete("", "n4", DeleteRequest.DEFAULT);
        await("none left").until(() -> places().isEmpty());
    }

    @Test
    void aTaintKeepsPodsAwayOrDrivesThemOut() {
        create("");
        awaitStatus(status -> isDone(status, 3));
        taint("n1", "NoSchedule");
        taint("n2", "NoExecute");
        await("n2 empty").until(() -> places().equals(Set.of("n1", "n3")));
        awaitStatus(status -> status.getDesiredNumberScheduled() == 1 && status.getNumberMisscheduled() == 1);
        taint("n2", "");
        await("n2 again").until(() -> places().size() == 3);
    }

    @Test
    void replacesAPodThatFailed() {
        create("");
        awaitStatus(status -> isDone(status, 3));
        var failed = bed.pods().getFirst();
        bed.report(failed, "{\"phase\":\"Failed\"}");
        await("another").until(() -> bed.pods().stream().noneMatch(pod -> isSame(pod, failed)) && places().size() == 3);
        await("the event").until(() -> bed.events("FailedDaemonPod").size() == 1);
        assertThat(bed.events("FailedDaemonPod").getFirst())
                .startsWith("Found failed daemon pod default/"
                        + failed.getMetadata().getName());
        var again = bed.pods().getFirst();
        bed.report(again, "{\"phase\":\"Failed\"}");
        await("a later one").until(() -> bed.pods().stream().noneMatch(pod -> isSame(pod, again)));
    }

    @Test
    void updatesOneNodeAfterAnotherAndRollsBackWithoutNeedlessRestarts() {
        create("");
        awaitStatus(status -> isDone(status, 3));
        bed.readying(_ -> false);
        retemplate("2");
        awaitStatus(
                status -> number(status.getUpdatedNumberScheduled()) == 1 && number(status.getNumberAvailable()) == 2);
        var kept = uids(pod -> pod.getStatus() != null);
        assertThat(kept).hasSize(2);
        bed.readying(_ -> true);
        retemplate(null);
        awaitStatus(status -> status.getObservedGeneration() == 3 && isDone(status, 3));
        assertThat(uids(_ -> true)).containsAll(kept);
        assertThat(revisions()).extracting(V1ControllerRevision::getRevision).containsExactlyInAnyOrder(2L, 3L);
    }

    @Test
    void aSurgeMakesTheNewPodBeforeTheOldOneGoes() {
        create("", "\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"maxSurge\":1,\"maxUnavailable\":0}");
        awaitStatus(status -> isDone(status, 3));
        bed.readying(_ -> false);
        retemplate("2");
        await("a fourth").until(() -> bed.pods().size() == 4);
        awaitStatus(status -> status.getObservedGeneration() == 2 && number(status.getNumberAvailable()) == 3);
        bed.readying(_ -> true);
        var fresh = bed.pods().stream()
                .filter(pod -> pod.getStatus() == null)
                .findFirst()
                .orElseThrow();
        bed.report(fresh, """
                {"phase":"Running","conditions":[
                  {"type":"Ready","status":"True","lastTransitionTime":"2026-01-01T00:00:00Z"}]}""");
        awaitStatus(status -> isDone(status, 3));
        assertThat(bed.pods()).hasSize(3);
    }

    @Test
    void onDeleteUpdatesOnlyWhatIsDeleted() {
        create("", "\"type\":\"OnDelete\"");
        awaitStatus(status -> isDone(status, 3));
        retemplate("2");
        awaitStatus(status -> status.getObservedGeneration() == 2 && number(status.getUpdatedNumberScheduled()) == 0);
        var pod = bed.pods().getFirst().getMetadata().getName();
        bed.cluster().resource(V1Pod.class).delete("default", pod, DeleteRequest.DEFAULT);
        awaitStatus(
                status -> number(status.getUpdatedNumberScheduled()) == 1 && number(status.getNumberAvailable()) == 3);
    }

    @Test
    void adoptsAPodThatMatches() {
        bed.cluster().resource(V1Pod.class).create(ModelJson.read(ModelJson.parse("""
                {"metadata":{"namespace":"default","name":"loose","labels":{"app":"d"}},"spec":{"nodeName":"n1"}}"""), V1Pod.class));
        create("", "\"type\":\"OnDelete\"");
        awaitStatus(
                status -> status.getCurrentNumberScheduled() == 3 && number(status.getUpdatedNumberScheduled()) == 2);
        assertThat(bed.pods()).hasSize(3);
        assertThat(bed.pod("loose").getMetadata().getOwnerReferences()).hasSize(1);
    }

    private void create(String pod) {
        create(pod, "\"type\":\"RollingUpdate\"");
    }

    private void create(String pod, String strategy) {
        var more = pod.isEmpty() ? "" : "," + pod;
        bed.cluster()
                .resource(V1DaemonSet.class)
                .create(ModelJson.read(ModelJson.parse("""
                {"metadata":{"namespace":"default","name":"d"},"spec":{"selector":{"matchLabels":{"app":"d"}},
                  "updateStrategy":{%s},"template":{"metadata":{"labels":{"app":"d"}},
                    "spec":{"containers":[{"name":"c"}]%s}}}}""".formatted(strategy, more)), V1DaemonSet.class));
    }

    private void retemplate(@Nullable String version) {
        var value = version == null ? "null" : "{\"v\":\"" + version + "\"}";
        bed.cluster()
                .resource(V1DaemonSet.class)
                .patch(
                        "default",
                        "d",
                        PatchType.MERGE,
                        "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":" + value + "}}}}");
    }

    private void node(String name, String metadata) {
        var more = metadata.isEmpty() ? "" : "," + metadata;
        bed.cluster()
                .resource(V1Node.class)
                .create(ModelJson.read(
                        ModelJson.parse("{\"metadata\":{\"name\":\"" + name + "\"" + more + "}}"), V1Node.class));
    }

    private void label(String node, String color) {
        bed.cluster()
                .resource(V1Node.class)
                .patch("", node, PatchType.MERGE, "{\"metadata\":{\"labels\":{\"color\":" + color + "}}}");
    }

    private void taint(String node, String effect) {
        var taints = effect.isEmpty() ? "[]" : "[{\"key\":\"k\",\"effect\":\"" + effect + "\"}]";
        bed.cluster().resource(V1Node.class).patch("", node, PatchType.MERGE, "{\"spec\":{\"taints\":" + taints + "}}");
    }

    private V1DaemonSetStatus status() {
        var status =
                bed.cluster().resource(V1DaemonSet.class).get("default", "d").getStatus();
        return status == null ? new V1DaemonSetStatus() : status;
    }

    private void awaitStatus(Predicate<V1DaemonSetStatus> wanted) {
        await("the status")
                .untilAsserted(() -> assertThat(status())
                        .matches(status -> status.getObservedGeneration() != null && wanted.test(status)));
    }

    private static boolean isDone(V1DaemonSetStatus status, int nodes) {
        return status.getDesiredNumberScheduled() == nodes
                && status.getCurrentNumberScheduled() == nodes
                && status.getNumberReady() == nodes
                && number(status.getNumberAvailable()) == nodes
                && number(status.getUpdatedNumberScheduled()) == nodes
                && status.getNumberUnavailable() == null;
    }

    private static int number(@Nullable Integer value) {
        return Objects.requireNonNullElse(value, 0);
    }

    private Set<String> places() {
        return bed.pods().stream().map(DaemonPodTemplate::nodeOf).collect(Collectors.toSet());
    }

    private Set<String> uids(Predicate<V1Pod> which) {
        return bed.pods().stream()
                .filter(which)
                .map(pod -> pod.getMetadata().getUid())
                .collect(Collectors.toSet());
    }

    private static boolean isSame(V1Pod one, V1Pod other) {
        return one.getMetadata().getUid().equals(other.getMetadata().getUid());
    }

    private List<V1ControllerRevision> revisions() {
        return bed.cluster().resource(V1ControllerRevision.class).list("default", "", "");
    }
}
