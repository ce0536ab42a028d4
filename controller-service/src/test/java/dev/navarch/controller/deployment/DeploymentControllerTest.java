package dev.navarch.controller.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.controller.LoopBed;
import dev.navarch.controller.replicaset.ReplicaSetController;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1DeploymentCondition;
import io.kubernetes.client.openapi.models.V1DeploymentSpec;
import io.kubernetes.client.openapi.models.V1DeploymentStatus;
import io.kubernetes.client.openapi.models.V1DeploymentStrategy;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DeploymentControllerTest {
    private final LoopBed bed = new LoopBed();

    @BeforeEach
    void start() {
        bed.run((client, clock) ->
                ReplicaSetController.ofReplicaSets(client, clock).loop());
        bed.run((client, clock) -> new DeploymentController(client, clock).loop());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void rollsOneUpOneDownAndScales() {
        create("RollingUpdate", 3);
        var first = awaitStatus(status -> isComplete(status, 1, 3));
        assertThat(first.getConditions())
                .extracting(V1DeploymentCondition::getType, V1DeploymentCondition::getReason)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Available", "MinimumReplicasAvailable"),
                        org.assertj.core.groups.Tuple.tuple("Progressing", "NewReplicaSetAvailable"));
        assertThat(first.getTerminatingReplicas()).isZero();

        patch("{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"v\":\"2\"}}}}}");
        awaitStatus(status -> isComplete(status, 2, 3));
        await("all events").until(() -> bed.events("ScalingReplicaSet").size() == 7);
        assertThat(bed.events("ScalingReplicaSet"))
                .extracting(message -> message.replaceAll("d-[a-z0-9]+", "d"))
                .containsExactlyInAnyOrder(
                        "Scaled up replica set d from 0 to 3",
                        "Scaled up replica set d from 0 to 1",
                        "Scaled down replica set d from 3 to 2",
                        "Scaled up replica set d from 1 to 2",
                        "Scaled down replica set d from 2 to 1",
                        "Scaled up replica set d from 2 to 3",
                        "Scaled down replica set d from 1 to 0");
        assertThat(deployment().getMetadata().getAnnotations()).containsEntry(Revisions.REVISION, "2");
        assertThat(replicaSets())
                .extracting(replicaSet -> Revisions.annotations(replicaSet))
                .containsExactlyInAnyOrder(
                        Map.of(Revisions.REVISION, "1", Revisions.DESIRED, "3", Revisions.MAX, "4"),
                        Map.of(Revisions.REVISION, "2", Revisions.DESIRED, "3", Revisions.MAX, "4"));

        patch("{\"spec\":{\"replicas\":1}}");
        awaitStatus(status -> isComplete(status, 3, 1));
    }

    @Test
    void recreateWaitsForTheLastOldPod() {
        create("Recreate", 2);
        awaitStatus(status -> isComplete(status, 1, 2));
        patch("{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"v\":\"2\"}}}}}");
        awaitStatus(status -> isComplete(status, 2, 2));
        await("all events").until(() -> bed.events("ScalingReplicaSet").size() == 3);
        assertThat(bed.events("ScalingReplicaSet"))
                .extracting(message -> message.replaceAll("d-[a-z0-9]+", "d"))
                .containsExactlyInAnyOrder(
                        "Scaled up replica set d from 0 to 2",
                        "Scaled down replica set d from 2 to 0",
                        "Scaled up replica set d from 0 to 2");
    }

    @Test
    void saysWhenItIsStuckAndKeepsSayingSoThroughAPause() {
        bed.readying(_ -> false);
        create("RollingUpdate", 2, 1);
        var stuck = awaitStatus(status -> hasReason(status, DeploymentStatuses.TIMED_OUT));
        assertThat(stuck.getUnavailableReplicas()).isEqualTo(2);
        assertThat(stuck.getConditions())
                .extracting(V1DeploymentCondition::getReason)
                .containsExactly("MinimumReplicasUnavailable", DeploymentStatuses.TIMED_OUT);
        patch("{\"spec\":{\"paused\":true}}");
        awaitStatus(status -> status.getObservedGeneration() == 2 && hasReason(status, DeploymentStatuses.TIMED_OUT));
        patch("{\"spec\":{\"paused\":false}}");
        awaitStatus(status -> status.getObservedGeneration() == 3 && hasReason(status, DeploymentStatuses.TIMED_OUT));
    }

    @Test
    void goingBackToAnEarlierTemplateReusesItsReplicaSet() {
        create("RollingUpdate", 1);
        awaitStatus(status -> isComplete(status, 1, 1));
        patch("{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"v\":\"2\"}}}}}");
        awaitStatus(status -> isComplete(status, 2, 1));
        patch("{\"spec\":{\"template\":{\"metadata\":{\"annotations\":null}}}}");
        awaitStatus(status -> isComplete(status, 3, 1));
        assertThat(replicaSets())
                .hasSize(2)
                .anySatisfy(replicaSet -> assertThat(Revisions.annotations(replicaSet))
                        .containsEntry(Revisions.REVISION, "3")
                        .containsEntry(Revisions.HISTORY, "1"));
        await("the revision").until(() -> Revisions.of(deployment()) == 3);
    }

    @Test
    void keepsAsMuchHistoryAsAskedFor() {
        create("RollingUpdate", 1);
        patch("{\"spec\":{\"revisionHistoryLimit\":1}}");
        for (var version = 2; version <= 4; version++) {
            patch("{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"v\":\"" + version + "\"}}}}}");
            var generation = version + 1;
            awaitStatus(status -> isComplete(status, generation, 1));
        }
        await("history").until(() -> replicaSets().size() == 2);
    }

    @Test
    void aPausedDeploymentScalesButDoesNotRoll() {
        create("RollingUpdate", 2);
        awaitStatus(status -> isComplete(status, 1, 2));
        patch(
                "{\"spec\":{\"paused\":true,\"replicas\":4,\"template\":{\"metadata\":{\"annotations\":{\"v\":\"2\"}}}}}");
        awaitStatus(status -> status.getAvailableReplicas() == 4);
        assertThat(replicaSets()).hasSize(1);
        patch("{\"spec\":{\"paused\":false}}");
        awaitStatus(status -> isComplete(status, 3, 4));
    }

    private void create(String strategy, int replicas) {
        create(strategy, replicas, 600);
    }

    private void create(String strategy, int replicas, int deadline) {
        var template = new V1PodTemplateSpec()
                .metadata(new V1ObjectMeta().labels(Map.of("app", "d")))
                .spec(new V1PodSpec().containers(List.of(new V1Container().name("c"))));
        bed.cluster()
                .resource(V1Deployment.class)
                .create(new V1Deployment()
                        .metadata(new V1ObjectMeta().namespace("default").name("d"))
                        .spec(new V1DeploymentSpec()
                                .replicas(replicas)
                                .progressDeadlineSeconds(deadline)
                                .revisionHistoryLimit(10)
                                .selector(new V1LabelSelector().matchLabels(Map.of("app", "d")))
                                .strategy(new V1DeploymentStrategy().type(strategy))
                                .template(template)));
    }

    private void patch(String body) {
        bed.cluster().resource(V1Deployment.class).patch("default", "d", PatchType.MERGE, body);
    }

    private V1Deployment deployment() {
        return bed.cluster().resource(V1Deployment.class).get("default", "d");
    }

    private List<V1ReplicaSet> replicaSets() {
        return bed.cluster().resource(V1ReplicaSet.class).list("default", "", "");
    }

    private V1DeploymentStatus awaitStatus(Predicate<V1DeploymentStatus> wanted) {
        await("the status")
                .untilAsserted(() ->
                        assertThat(deployment().getStatus()).matches(status -> status != null && wanted.test(status)));
        return deployment().getStatus();
    }

    private static boolean isComplete(V1DeploymentStatus status, long generation, int replicas) {
        return status.getObservedGeneration() == generation
                && Integer.valueOf(replicas).equals(status.getReplicas())
                && Integer.valueOf(replicas).equals(status.getUpdatedReplicas())
                && Integer.valueOf(replicas).equals(status.getAvailableReplicas())
                && hasReason(status, DeploymentStatuses.NEW_AVAILABLE);
    }

    private static boolean hasReason(V1DeploymentStatus status, String reason) {
        return status.getConditions() != null
                && status.getConditions().stream().anyMatch(condition -> reason.equals(condition.getReason()));
    }
}
