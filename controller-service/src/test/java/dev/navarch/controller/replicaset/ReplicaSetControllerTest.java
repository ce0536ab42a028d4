package dev.navarch.controller.replicaset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.controller.LoopBed;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicaSetSpec;
import io.kubernetes.client.openapi.models.V1ReplicaSetStatus;
import io.kubernetes.client.openapi.models.V1ReplicationController;
import io.kubernetes.client.openapi.models.V1ReplicationControllerSpec;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReplicaSetControllerTest {
    private final LoopBed bed = new LoopBed();

    @BeforeEach
    void start() {
        bed.run((client, clock) ->
                ReplicaSetController.ofReplicaSets(client, clock).loop());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void adoptsAPodThatMatchesAndLetsGoOfOneThatNoLongerDoes() {
        bed.cluster()
                .resource(V1Pod.class)
                .create(new V1Pod().metadata(meta("loose")).spec(new V1PodSpec()));
        create(2);
        await("two pods").until(() -> status().getAvailableReplicas() != null && status().getAvailableReplicas() == 2);
        assertThat(pod("loose").getMetadata().getOwnerReferences()).hasSize(1);
        assertThat(bed.pods()).hasSize(2);

        bed.cluster()
                .resource(V1Pod.class)
                .patch("default", "loose", PatchType.MERGE, "{\"metadata\":{\"labels\":{\"app\":\"other\"}}}");
        await("its release")
                .untilAsserted(() -> assertThat(Objects.requireNonNullElse(
                                pod("loose").getMetadata().getOwnerReferences(), List.of()))
                        .isEmpty());
        await("its replacement").until(() -> bed.pods().size() == 3);
    }

    @Test
    void replacesADeletedPodAndRemovesTheLeastReadyOnesFirst() {
        create(2);
        await("two pods").until(() -> bed.pods().size() == 2);
        var gone = bed.pods().getFirst().getMetadata().getName();
        bed.cluster().resource(V1Pod.class).delete("default", gone, DeleteRequest.DEFAULT);
        await("a replacement")
                .until(() -> bed.pods().size() == 2 && Integer.valueOf(2).equals(status().getReadyReplicas()));
        bed.readying(_ -> false);
        scale(4);
        await("four").until(() -> bed.pods().size() == 4);
        scale(2);
        await("two").until(() -> bed.pods().size() == 2);
        assertThat(bed.pods()).allMatch(pod -> pod.getStatus() != null);
    }

    @Test
    void aRefusalIsTriedOnceAndShownAsACondition() {
        bed.cluster().cluster().intercept((verb, resource, _, _) -> {
            if (verb.equals("create") && resource.plural().equals("pods")) {
                throw new ApiFailure(403, "Forbidden", "exceeded quota", null);
            }
        });
        create(100);
        await("the condition").until(() -> !status().getConditions().isEmpty());
        assertThat(status().getConditions()).singleElement().satisfies(condition -> {
            assertThat(condition.getReason()).isEqualTo("FailedCreate");
            assertThat(condition.getMessage()).isEqualTo("exceeded quota");
        });
        bed.cluster().cluster().intercept((_, _, _, _) -> {});
        await("recovery").untilAsserted(() -> {
            assertThat(status().getConditions()).isEmpty();
            assertThat(bed.pods()).hasSize(100);
        });
    }

    @Test
    void aReplicationControllerDoesTheSame() {
        bed.run((client, clock) ->
                ReplicaSetController.ofReplicationControllers(client, clock).loop());
        bed.cluster()
                .resource(V1Pod.class)
                .create(new V1Pod().metadata(meta("loose")).spec(new V1PodSpec()));
        var controllers = bed.cluster().resource(V1ReplicationController.class);
        controllers.create(new V1ReplicationController()
                .metadata(new V1ObjectMeta().namespace("default").name("rc"))
                .spec(new V1ReplicationControllerSpec()
                        .replicas(2)
                        .selector(Map.of("app", "r"))
                        .template(template())));
        await("two pods")
                .untilAsserted(() -> assertThat(controllers.get("default", "rc").getStatus())
                        .matches(status -> status != null
                                && Integer.valueOf(2).equals(status.getAvailableReplicas())
                                && status.getReplicas() == 2));
        assertThat(pod("loose").getMetadata().getOwnerReferences())
                .singleElement()
                .matches(owner -> owner.getKind().equals("ReplicationController")
                        && owner.getApiVersion().equals("v1"));
        controllers.patch("default", "rc", PatchType.MERGE, "{\"spec\":{\"replicas\":0}}");
        await("none").until(() -> bed.pods().isEmpty());
    }

    private static V1PodTemplateSpec template() {
        return new V1PodTemplateSpec()
                .metadata(new V1ObjectMeta().labels(Map.of("app", "r")))
                .spec(new V1PodSpec().containers(List.of(new V1Container().name("c"))));
    }

    private void create(int replicas) {
        bed.cluster()
                .resource(V1ReplicaSet.class)
                .create(new V1ReplicaSet()
                        .metadata(new V1ObjectMeta().namespace("default").name("r"))
                        .spec(new V1ReplicaSetSpec()
                                .replicas(replicas)
                                .selector(new V1LabelSelector().matchLabels(Map.of("app", "r")))
                                .template(template())));
    }

    private void scale(int replicas) {
        bed.cluster()
                .resource(V1ReplicaSet.class)
                .patch("default", "r", PatchType.MERGE, "{\"spec\":{\"replicas\":" + replicas + "}}");
    }

    private V1ReplicaSetStatus status() {
        var status =
                bed.cluster().resource(V1ReplicaSet.class).get("default", "r").getStatus();
        return status == null ? new V1ReplicaSetStatus() : status;
    }

    private V1Pod pod(String name) {
        return bed.cluster().resource(V1Pod.class).get("default", name);
    }

    private static V1ObjectMeta meta(String name) {
        return new V1ObjectMeta().namespace("default").name(name).labels(Map.of("app", "r"));
    }
}
