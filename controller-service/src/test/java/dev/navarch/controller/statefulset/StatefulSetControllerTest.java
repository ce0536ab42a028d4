package dev.navarch.controller.statefulset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.LoopBed;
import io.kubernetes.client.openapi.models.V1ControllerRevision;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import io.kubernetes.client.openapi.models.V1StatefulSetStatus;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StatefulSetControllerTest {
    private final LoopBed bed = new LoopBed();

    @BeforeEach
    void start() {
        bed.run((client, clock) -> new StatefulSetController(client, clock).loop());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void makesPodsInOrderWithAnIdentityOfTheirOwn() {
        create(3, "");
        awaitStatus(status -> status.getAvailableReplicas() == 3);
        assertThat(bed.events("SuccessfulCreate"))
                .containsExactly(
                        "Create Pod s-0 in StatefulSet s successful",
                        "Create Pod s-1 in StatefulSet s successful",
                        "Create Pod s-2 in StatefulSet s successful");
        var pod = bed.pod("s-2");
        assertThat(pod.getSpec().getHostname()).isEqualTo("s-2");
        assertThat(pod.getSpec().getSubdomain()).isEqualTo("svc");
        assertThat(pod.getMetadata().getLabels())
                .containsEntry("app", "s")
                .containsEntry("statefulset.kubernetes.io/pod-name", "s-2")
                .containsEntry("apps.kubernetes.io/pod-index", "2")
                .containsEntry("controller-revision-hash", status().getCurrentRevision());
        assertThat(status().getCurrentReplicas()).isEqualTo(3);
        assertThat(status().getCollisionCount()).isZero();
    }

    @Test
    void waitsForAnUnhealthyPodOnTheWayUpAndOnTheWayDown() {
        bed.readying(pod -> !name(pod).equals("s-1"));
        create(3, "");
        await("the second pod").until(() -> names().equals(Set.of("s-0", "s-1")));
        assertThat(bed.events("SuccessfulCreate")).hasSize(2);
        becomesReady("s-1");
        awaitStatus(status -> status.getAvailableReplicas() == 3);

        bed.report(bed.pod("s-0"), "{\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\"}]}");
        awaitStatus(status -> status.getAvailableReplicas() == 2);
        patch("{\"spec\":{\"replicas\":0}}");
        await("observation").until(() -> status().getObservedGeneration() == 2);
        await("its own turn").until(() -> names().isEmpty() || names().equals(Set.of("s-0")));
        await("nobody left").until(() -> names().isEmpty());
        await("events").until(() -> bed.events("SuccessfulDelete").size() == 3);
        assertThat(bed.events("SuccessfulDelete"))
                .containsExactly(
                        "Delete Pod s-2 in StatefulSet s successful",
                        "Delete Pod s-1 in StatefulSet s successful",
                        "Delete Pod s-0 in StatefulSet s successful");
    }

    @Test
    void scalingDownHaltsAtAnUnhealthyPodThatIsNotTheFirst() {
        create(3, "");
        awaitStatus(status -> status.getAvailableReplicas() == 3);
        bed.report(bed.pod("s-2"), "{\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\"}]}");
        bed.report(bed.pod("s-1"), "{\"conditions\":[{\"type\":\"Ready\",\"status\":\"False\"}]}");
        awaitStatus(status -> status.getAvailableReplicas() == 1);
        patch("{\"spec\":{\"replicas\":1}}");
        await("observation").until(() -> status().getObservedGeneration() == 2);
        assertThat(names()).hasSize(3);
        becomesReady("s-2");
        await("both gone").until(() -> names().equals(Set.of("s-0")));
    }

    @Test
    void burstScalingRunsToCompletionEvenWithUnhealthyPods() {
        bed.readying(_ -> false);
        create(5, "\"podManagementPolicy\":\"Parallel\"");
        await("all at once").until(() -> names().size() == 5);
        patch("{\"spec\":{\"replicas\":0}}");
        await("none").until(() -> names().isEmpty());
    }

    @Test
    void anUpdateGoesFromTheTopAndARollBackFindsTheOldRevisionAgain() {
        create(3, "");
        awaitStatus(status -> status.getAvailableReplicas() == 3);
        var first = status().getCurrentRevision();
        retemplate("2");
        awaitStatus(status -> status.getObservedGeneration() == 2 && isUpdated(status, 3));
        assertThat(status().getCurrentRevision()).isNotEqualTo(first);
        await("events").until(() -> bed.events("SuccessfulDelete").size() == 3);
        assertThat(bed.events("SuccessfulDelete"))
                .extracting(message -> message.substring("Delete Pod ".length(), "Delete Pod s-0".length()))
                .containsExactly("s-2", "s-1", "s-0");

        retemplate(null);
        awaitStatus(status -> status.getObservedGeneration() == 3 && isUpdated(status, 3));
        assertThat(status().getCurrentRevision()).isEqualTo(first);
        assertThat(revisions()).extracting(V1ControllerRevision::getRevision).containsExactlyInAnyOrder(2L, 3L);
    }

    @Test
    void aPartitionHoldsTheLowerPodsBackAndRestoresThemAtTheirRevision() {
        create(3, "\"updateStrategy\":{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"partition\":2}}");
        awaitStatus(status -> status.getAvailableReplicas() == 3);
        retemplate("2");
        awaitStatus(status -> number(status.getUpdatedReplicas()) == 1 && status.getAvailableReplicas() == 3);
        assertThat(status().getCurrentReplicas()).isEqualTo(2);
        bed.cluster().resource(V1Pod.class).delete("default", "s-0", DeleteRequest.DEFAULT);
        await("it comes back as it was")
                .untilAsserted(() -> assertThat(
                                bed.pod("s-0").getMetadata().getLabels().get(PodIdentity.REVISION))
                        .isEqualTo(status().getCurrentRevision()));
        assertThat(status().getUpdateRevision()).isNotEqualTo(status().getCurrentRevision());
        patch("{\"spec\":{\"updateStrategy\":{\"rollingUpdate\":{\"partition\":0}}}}");
        awaitStatus(status -> isUpdated(status, 3));
    }

    @Test
    void severalPodsMayBeUnavailableWhileItUpdates() {
        create(
                4,
                "\"updateStrategy\":{\"type\":\"RollingUpdate\",\"rollingUpdate\":{\"maxUnavailable\":\"30%\"}},"
                        + "\"podManagementPolicy\":\"Parallel\"");
        awaitStatus(status -> status.getAvailableReplicas() == 4);
        bed.readying(_ -> false);
        retemplate("2");
        awaitStatus(status -> number(status.getUpdatedReplicas()) == 2);
        assertThat(status().getAvailableReplicas()).isEqualTo(2);
        becomesReady("s-3");
        awaitStatus(status -> number(status.getUpdatedReplicas()) == 3);
    }

    @Test
    void onDeleteUpdatesOnlyWhatIsDeleted() {
        create(2, "\"updateStrategy\":{\"type\":\"OnDelete\"}");
        awaitStatus(status -> status.getAvailableReplicas() == 2);
        retemplate("2");
        awaitStatus(status -> !status.getUpdateRevision().equals(status.getCurrentRevision()));
        assertThat(number(status().getUpdatedReplicas())).isZero();
        bed.cluster().resource(V1Pod.class).delete("default", "s-1", DeleteRequest.DEFAULT);
        awaitStatus(status -> number(status.getUpdatedReplicas()) == 1 && status.getAvailableReplicas() == 2);
    }

    @Test
    void recreatesAPodThatFailed() {
        create(1, "");
        awaitStatus(status -> status.getAvailableReplicas() == 1);
        var evicted = bed.pod("s-0");
        bed.report(evicted, "{\"phase\":\"Failed\"}");
        await("another")
                .until(() -> bed.pods().stream()
                        .anyMatch(pod -> !pod.getMetadata()
                                .getUid()
                                .equals(evicted.getMetadata().getUid())));
    }

    @Test
    void ordinalsStartWhereTheyAreToldAndMoveWithIt() {
        create(2, "\"ordinals\":{\"start\":3}");
        await("high numbers").until(() -> names().equals(Set.of("s-3", "s-4")));
        awaitStatus(status -> status.getAvailableReplicas() == 2);
        patch("{\"spec\":{\"ordinals\":{\"start\":4}}}");
        await("moved on").until(() -> names().equals(Set.of("s-4", "s-5")));
    }

    @Test
    void waitsForMinReadySeconds() {
        create(2, "\"minReadySeconds\":1");
        awaitStatus(status -> status.getAvailableReplicas() == 2);
        assertThat(bed.events("SuccessfulCreate")).hasSize(2);
    }

    @Test
    void eachPodHasAClaimOfItsOwnThatOutlivesIt() {
        create(2, claims(""));
        awaitStatus(status -> status.getAvailableReplicas() == 2);
        assertThat(claimNames()).containsExactlyInAnyOrder("data-s-0", "data-s-1");
        assertThat(bed.pod("s-1").getSpec().getVolumes())
                .singleElement()
                .satisfies(
                        volume -> assertThat(volume.getPersistentVolumeClaim().getClaimName())
                                .isEqualTo("data-s-1"));
        assertThat(claim("data-s-1").getMetadata().getLabels()).containsEntry("app", "s");
        patch("{\"spec\":{\"replicas\":0}}");
        await("none").until(() -> names().isEmpty());
        assertThat(claimNames()).hasSize(2);
        assertThat(owners("data-s-0")).isEmpty();
        assertThat(bed.events("SuccessfulCreate")).contains("Create Claim data-s-0 Pod s-0 in StatefulSet s success");
    }

    @Test
    void claimsGoWithTheSetOrWithThePodThatIsScaledAway() {
        create(2, claims("\"whenDeleted\":\"Delete\",\"whenScaled\":\"Delete\""));
        await("the set's").untilAsserted(() -> assertThat(owners("data-s-1")).containsExactly("StatefulSet"));
        awaitStatus(status -> status.getAvailableReplicas() == 2);
        bed.cluster()
                .resource(V1Pod.class)
                .patch("default", "s-1", PatchType.MERGE, "{\"metadata\":{\"finalizers\":[\"test/hold\"]}}");
        patch("{\"spec\":{\"replicas\":1}}");
        await("the pod's").untilAsserted(() -> assertThat(owners("data-s-1")).containsExactly("Pod"));
        assertThat(owners("data-s-0")).containsExactly("StatefulSet");
    }

    @Test
    void aPodWaitsForAClaimOfItsNameThatIsGoingAway() {
        var body = """
                {"metadata":{"namespace":"default","name":"data-s-0","finalizers":["test/hold"]}}""";
        var claims = bed.cluster().resource(V1PersistentVolumeClaim.class);
        claims.create(ModelJson.read(ModelJson.parse(body), V1PersistentVolumeClaim.class));
        claims.delete("default", "data-s-0", DeleteRequest.DEFAULT);
        create(1, claims(""));
        awaitStatus(status -> status.getReplicas() == 0);
        assertThat(names()).isEmpty();
        claims.patch("default", "data-s-0", PatchType.MERGE, "{\"metadata\":{\"finalizers\":[]}}");
        awaitStatus(status -> status.getAvailableReplicas() == 1);
    }

    @Test
    void putsBackTheLabelsOfItsPodsIdentity() {
        create(1, "");
        awaitStatus(status -> status.getAvailableReplicas() == 1);
        bed.cluster()
                .resource(V1Pod.class)
                .patch(
                        "default",
                        "s-0",
                        PatchType.MERGE,
                        "{\"metadata\":{\"labels\":{\"statefulset.kubernetes.io/pod-name\":null}}}");
        await("the label")
                .until(() ->
                        bed.pod("s-0").getMetadata().getLabels().containsKey("statefulset.kubernetes.io/pod-name"));
    }

    @Test
    void keepsAsMuchHistoryAsAskedFor() {
        create(1, "\"revisionHistoryLimit\":1");
        for (var version = 2; version <= 4; version++) {
            awaitStatus(status -> isUpdated(status, 1));
            retemplate(Integer.toString(version));
            var generation = version;
            awaitStatus(status -> status.getObservedGeneration() == generation && isUpdated(status, 1));
        }
        await("history").until(() -> revisions().size() == 2);
    }

    private static String claims(String policy) {
        return "\"volumeClaimTemplates\":[{\"metadata\":{\"name\":\"data\"},\"spec\":{}}],"
                + "\"persistentVolumeClaimRetentionPolicy\":{" + policy + "}";
    }

    private void create(int replicas, String more) {
        var body = ModelJson.parse("""
                {"metadata":{"namespace":"default","name":"s"},"spec":{"replicas":%d,"serviceName":"svc",
                  "selector":{"matchLabels":{"app":"s"}},"updateStrategy":{"type":"RollingUpdate"},
                  "template":{"metadata":{"labels":{"app":"s"}},"spec":{"containers":[{"name":"c"}]}}}}""".formatted(replicas));
        var spec = body.getAsJsonObject("spec");
        ModelJson.parse("{" + more + "}").entrySet().forEach(entry -> spec.add(entry.getKey(), entry.getValue()));
        bed.cluster().resource(V1StatefulSet.class).create(ModelJson.read(body, V1StatefulSet.class));
    }

    private void retemplate(@Nullable String version) {
        var value = version == null ? "null" : "{\"v\":\"" + version + "\"}";
        patch("{\"spec\":{\"template\":{\"metadata\":{\"annotations\":" + value + "}}}}");
    }

    private void patch(String body) {
        bed.cluster().resource(V1StatefulSet.class).patch("default", "s", PatchType.MERGE, body);
    }

    private void becomesReady(String pod) {
        bed.report(bed.pod(pod), """
                {"phase":"Running","conditions":[
                  {"type":"Ready","status":"True","lastTransitionTime":"2026-01-01T00:00:00Z"}]}""");
    }

    private static boolean isUpdated(V1StatefulSetStatus status, int replicas) {
        return status.getUpdateRevision().equals(status.getCurrentRevision())
                && number(status.getUpdatedReplicas()) == replicas
                && status.getAvailableReplicas() == replicas;
    }

    private static int number(@Nullable Integer value) {
        return value == null ? 0 : value;
    }

    private V1StatefulSetStatus status() {
        var status =
                bed.cluster().resource(V1StatefulSet.class).get("default", "s").getStatus();
        return status == null
                ? new V1StatefulSetStatus().replicas(-1).availableReplicas(-1).observedGeneration(0L)
                : status;
    }

    private void awaitStatus(Predicate<V1StatefulSetStatus> wanted) {
        await("the status")
                .untilAsserted(() -> assertThat(status())
                        .matches(status -> status.getCurrentRevision() != null && wanted.test(status)));
    }

    private List<V1ControllerRevision> revisions() {
        return bed.cluster().resource(V1ControllerRevision.class).list("default", "", "");
    }

    private Set<String> names() {
        return Set.copyOf(
                bed.pods().stream().map(StatefulSetControllerTest::name).toList());
    }

    private static String name(V1Pod pod) {
        return pod.getMetadata().getName();
    }

    private List<String> claimNames() {
        return bed.cluster().resource(V1PersistentVolumeClaim.class).list("default", "", "").stream()
                .map(claim -> claim.getMetadata().getName())
                .toList();
    }

    private V1PersistentVolumeClaim claim(String name) {
        return bed.cluster().resource(V1PersistentVolumeClaim.class).get("default", name);
    }

    private List<String> owners(String claim) {
        var found = bed.cluster().resource(V1PersistentVolumeClaim.class).find("default", claim);
        var owners = found == null ? null : found.getMetadata().getOwnerReferences();
        return owners == null
                ? List.of()
                : owners.stream().map(V1OwnerReference::getKind).toList();
    }
}
