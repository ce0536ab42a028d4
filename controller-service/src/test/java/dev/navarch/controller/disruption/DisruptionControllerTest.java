package dev.navarch.controller.disruption;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.controller.LoopBed;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.V1Condition;
import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1OwnerReference;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudgetSpec;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudgetStatus;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicaSetSpec;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DisruptionControllerTest {
    private final LoopBed bed = new LoopBed();

    @BeforeEach
    void start() {
        bed.run((client, clock) -> new DisruptionController(client, clock).loop());
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void whatIsHealthyBeyondTheMinimumMayGo() {
        pods(3, null);
        budget(new V1PodDisruptionBudgetSpec().minAvailable(new IntOrString(2)));
        var status = awaitStatus(seen -> Integer.valueOf(3).equals(seen.getCurrentHealthy()));
        assertThat(status.getDesiredHealthy()).isEqualTo(2);
        assertThat(status.getExpectedPods()).isEqualTo(3);
        assertThat(status.getDisruptionsAllowed()).isEqualTo(1);
        assertThat(condition(status).getReason()).isEqualTo("SufficientPods");
    }

    @Test
    void aShareIsOfWhatTheOwnersAreScaledToAndRoundedUp() {
        var owner = bed.cluster()
                .resource(V1ReplicaSet.class)
                .create(new V1ReplicaSet().metadata(meta("r")).spec(new V1ReplicaSetSpec().replicas(5)));
        pods(3, owner);
        budget(new V1PodDisruptionBudgetSpec().maxUnavailable(new IntOrString("50%")));
        var status = awaitStatus(seen -> Integer.valueOf(3).equals(seen.getCurrentHealthy()));
        assertThat(status.getExpectedPods()).isEqualTo(5);
        assertThat(status.getDesiredHealthy()).isEqualTo(2);
        assertThat(status.getDisruptionsAllowed()).isEqualTo(1);
    }

    @Test
    void aControllerThatNobodyCanAskAllowsNothing() {
        pods(1, new V1ReplicaSet().metadata(meta("gone").uid("u")));
        budget(new V1PodDisruptionBudgetSpec().maxUnavailable(new IntOrString(1)));
        var status = awaitStatus(seen -> seen.getConditions() != null);
        assertThat(status.getDisruptionsAllowed()).isZero();
        assertThat(condition(status).getReason()).isEqualTo("SyncFailed");
        assertThat(condition(status).getMessage()).isEqualTo("found no controllers for pod \"p0\"");
    }

    @Test
    void aPodThatAnEvictionLetGoCountsAsGoneForTwoMinutes() {
        pods(2, null);
        budget(new V1PodDisruptionBudgetSpec().minAvailable(new IntOrString(1)));
        awaitStatus(seen -> Integer.valueOf(2).equals(seen.getCurrentHealthy()));
        disrupt("p0", Instant.now());
        assertThat(awaitStatus(seen -> Integer.valueOf(1).equals(seen.getCurrentHealthy()))
                        .getDisruptionsAllowed())
                .isZero();

        disrupt("p0", Instant.now().minusSeconds(121));
        awaitStatus(seen -> Integer.valueOf(2).equals(seen.getCurrentHealthy()));
        await("the complaint")
                .untilAsserted(() -> assertThat(bed.events("NotDeleted"))
                        .containsExactly("Pod was expected by PDB default/default to be deleted but it wasn't"));
    }

    @Test
    void whatAPodWasToldOfItsEndIsTakenBack() {
        bed.run((client, clock) -> new StalePodDisruptionController(client, clock).loop());
        pods(1, null);
        bed.cluster().resource(V1Pod.class).patchStatus("default", "p0", PatchType.MERGE, """
                {"status":{"phase":"Running","conditions":[{"type":"DisruptionTarget","status":"True",
                  "reason":"EvictionByEvictionAPI","lastTransitionTime":"2026-01-01T00:00:00Z"}]}}""");
        await("the condition").until(() -> {
            var status =
                    bed.cluster().resource(V1Pod.class).get("default", "p0").getStatus();
            return status != null
                    && status.getConditions().stream()
                            .anyMatch(condition -> condition.getType().equals("DisruptionTarget")
                                    && condition.getStatus().equals("False"));
        });
    }

    private void pods(int count, @Nullable V1ReplicaSet owner) {
        for (var i = 0; i < count; i++) {
            var metadata = meta("p" + i).labels(Map.of("app", "a"));
            if (owner != null) {
                metadata.ownerReferences(List.of(new V1OwnerReference()
                        .apiVersion("apps/v1")
                        .kind("ReplicaSet")
                        .name(owner.getMetadata().getName())
                        .uid(owner.getMetadata().getUid())
                        .controller(true)));
            }
            bed.cluster()
                    .resource(V1Pod.class)
                    .create(new V1Pod().metadata(metadata).spec(new V1PodSpec()));
        }
    }

    private void budget(V1PodDisruptionBudgetSpec spec) {
        bed.cluster()
                .resource(V1PodDisruptionBudget.class)
                .create(new V1PodDisruptionBudget()
                        .metadata(meta("b"))
                        .spec(spec.selector(new V1LabelSelector().matchLabels(Map.of("app", "a")))));
    }

    private void disrupt(String pod, Instant since) {
        var budgets = bed.cluster().resource(V1PodDisruptionBudget.class);
        budgets.patchStatus(
                "default",
                "b",
                PatchType.MERGE,
                "{\"status\":{\"disruptedPods\":{\"" + pod + "\":\""
                        + since.atOffset(ZoneOffset.UTC).withNano(0) + "\"}}}");
    }

    private V1PodDisruptionBudgetStatus awaitStatus(Predicate<V1PodDisruptionBudgetStatus> wanted) {
        return await("the budget's status")
                .until(
                        () -> bed.cluster()
                                .resource(V1PodDisruptionBudget.class)
                                .get("default", "b")
                                .getStatus(),
                        status -> status != null && wanted.test(status));
    }

    private static V1Condition condition(V1PodDisruptionBudgetStatus status) {
        return status.getConditions().getFirst();
    }

    private static V1ObjectMeta meta(String name) {
        return new V1ObjectMeta().namespace("default").name(name);
    }
}
