package dev.navarch.controller.disruption;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.pods.PodState;
import dev.navarch.controller.selector.LabelSelectors;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudget;
import io.kubernetes.client.openapi.models.V1PodDisruptionBudgetStatus;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import io.kubernetes.client.openapi.models.V1ReplicationController;
import io.kubernetes.client.openapi.models.V1StatefulSet;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Keeps each budget's status. Evictions take from it between two looks, and name the pods they have let go: such a pod counts as
 * gone for two minutes, however healthy it still looks.
 */
public final class DisruptionController {
    static final Duration DELETION_TIMEOUT = Duration.ofMinutes(2);

    private final ResourceClient<V1PodDisruptionBudget> client;
    private final Informer<V1PodDisruptionBudget> budgets;
    private final Informer<V1Pod> pods;
    private final ExpectedPods expectedPods;
    private final EventRecorder events;
    private final Clock clock;

    public DisruptionController(ClusterClient cluster, Clock clock) {
        this.client = cluster.resource(V1PodDisruptionBudget.class);
        this.budgets = cluster.informer(V1PodDisruptionBudget.class);
        this.pods = cluster.informer(V1Pod.class);
        this.expectedPods = new ExpectedPods(cluster);
        this.events = cluster.events("controllermanager");
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("disruption")
                .watching(V1PodDisruptionBudget.class)
                .watching(V1Pod.class, this::budgetsOf)
                .reading(V1ReplicaSet.class)
                .reading(V1Deployment.class)
                .reading(V1StatefulSet.class)
                .reading(V1ReplicationController.class)
                .reconciledBy(this::reconcile);
    }

    private Collection<Key> budgetsOf(V1Pod pod) {
        return budgets.list(pod.getMetadata().getNamespace()).stream()
                .filter(budget -> selects(budget, pod))
                .map(Key::of)
                .toList();
    }

    private Outcome reconcile(Key key) {
        var budget = budgets.find(key.namespace(), key.name());
        if (budget == null) {
            return Outcome.done();
        }
        try {
            return keep(budget);
        } catch (ApiFailure failure) {
            if (failure.isNotFound() || failure.isConflict()) {
                return Outcome.retry();
            }
            throw failure;
        } catch (UnknownScaleException failure) {
            allowNothing(budget, String.valueOf(failure.getMessage()));
            return Outcome.retry();
        }
    }

    private Outcome keep(V1PodDisruptionBudget budget) {
        var selected = pods.list(budget.getMetadata().getNamespace()).stream()
                .filter(pod -> selects(budget, pod))
                .toList();
        if (selected.isEmpty()) {
            events.normal(budget, "NoPods", "No matching pods found");
        }
        var expectation = expectedPods.of(budget, selected);
        if (!expectation.unmanaged().isEmpty()) {
            events.warning(budget, "UnmanagedPods", ExpectedPods.unmanagedText(budget, expectation.unmanaged()));
        }
        var disrupted = stillDisrupted(budget, selected);
        var healthy = (int) selected.stream()
                .filter(pod -> !PodState.isTerminating(pod) && PodState.isReady(pod))
                .filter(pod -> !disrupted.containsKey(pod.getMetadata().getName()))
                .count();
        var allowed = expectation.pods() <= 0 ? 0 : Math.max(0, healthy - expectation.desiredHealthy());
        write(
                budget,
                new V1PodDisruptionBudgetStatus()
                        .currentHealthy(healthy)
                        .desiredHealthy(expectation.desiredHealthy())
                        .expectedPods(expectation.pods())
                        .disruptionsAllowed(allowed)
                        .disruptedPods(disrupted.isEmpty() ? null : disrupted));
        return disrupted.values().stream()
                .map(DisruptionController::expiry)
                .min(Instant::compareTo)
                .map(first -> Outcome.requeueAfter(Duration.between(clock.instant(), first)))
                .orElse(Outcome.done());
    }

    /** The pods that an eviction let go and that are not yet seen to go; those it failed to move are told of and forgotten. */
    private Map<String, OffsetDateTime> stillDisrupted(V1PodDisruptionBudget budget, List<V1Pod> selected) {
        var status = budget.getStatus();
        var noted = status == null ? null : status.getDisruptedPods();
        if (noted == null || noted.isEmpty()) {
            return Map.of();
        }
        var still = new TreeMap<String, OffsetDateTime>();
        for (var pod : selected) {
            var since = noted.get(pod.getMetadata().getName());
            if (since == null || PodState.isTerminating(pod)) {
                continue;
            }
            if (expiry(since).isAfter(clock.instant())) {
                still.put(pod.getMetadata().getName(), since);
            } else {
                var namespace = pod.getMetadata().getNamespace();
                events.warning(
                        pod,
                        "NotDeleted",
                        "Pod was expected by PDB %s/%s to be deleted but it wasn't".formatted(namespace, namespace));
            }
        }
        return still;
    }

    private static Instant expiry(OffsetDateTime since) {
        return since.toInstant().plus(DELETION_TIMEOUT);
    }

    private void allowNothing(V1PodDisruptionBudget budget, String why) {
        events.warning(
                budget, "CalculateExpectedPodCountFailed", "Failed to calculate the number of expected pods: " + why);
        var status = budget.getStatus() == null
                ? new V1PodDisruptionBudgetStatus()
                : ModelJson.copy(budget).getStatus();
        status.setDisruptionsAllowed(0);
        writeWith(budget, status, DisruptionAllowed.syncFailed(why));
    }

    private void write(V1PodDisruptionBudget budget, V1PodDisruptionBudgetStatus status) {
        writeWith(budget, status, DisruptionAllowed.of(status.getDisruptionsAllowed()));
    }

    private void writeWith(
            V1PodDisruptionBudget budget, V1PodDisruptionBudgetStatus status, DisruptionAllowed condition) {
        status.setObservedGeneration(budget.getMetadata().getGeneration());
        status.setConditions(condition.in(budget, clock));
        if (!Objects.equals(budget.getStatus(), status)) {
            client.updateStatus(ModelJson.copy(budget).status(status));
        }
    }

    private static boolean selects(V1PodDisruptionBudget budget, V1Pod pod) {
        return LabelSelectors.matches(
                budget.getSpec().getSelector(), pod.getMetadata().getLabels());
    }
}
