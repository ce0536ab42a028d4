package dev.navarch.controller.deployment;

import io.kubernetes.client.openapi.models.V1Deployment;
import io.kubernetes.client.openapi.models.V1ReplicaSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Deployment and its ReplicaSets as one run sees them.
 *
 * @param current the one with the Deployment's template, where there is one
 * @param old the others, oldest first
 */
record Rollout(V1Deployment deployment, @Nullable V1ReplicaSet current, List<V1ReplicaSet> old) {
    private static final Comparator<V1ReplicaSet> OLDEST_FIRST = Comparator.comparing(
                    (V1ReplicaSet replicaSet) -> replicaSet.getMetadata().getCreationTimestamp(),
                    Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(replicaSet ->
                    Objects.requireNonNullElse(replicaSet.getMetadata().getName(), ""));

    static Rollout of(V1Deployment deployment, List<V1ReplicaSet> replicaSets) {
        var sorted = replicaSets.stream().sorted(OLDEST_FIRST).toList();
        var template = deployment.getSpec().getTemplate();
        var current = sorted.stream()
                .filter(replicaSet ->
                        TemplateHash.sameTemplate(replicaSet.getSpec().getTemplate(), template))
                .findFirst()
                .orElse(null);
        return new Rollout(
                deployment,
                current,
                sorted.stream()
                        .filter(replicaSet -> !isSame(replicaSet, current))
                        .toList());
    }

    Rollout with(V1Deployment changed) {
        return new Rollout(changed, current, old);
    }

    Rollout withCurrent(V1ReplicaSet changed) {
        return new Rollout(deployment, changed, old);
    }

    RolloutBounds bounds() {
        return RolloutBounds.of(deployment);
    }

    List<V1ReplicaSet> all() {
        var all = new ArrayList<>(old);
        if (current != null) {
            all.add(current);
        }
        return all;
    }

    List<V1ReplicaSet> active() {
        return active(all());
    }

    List<V1ReplicaSet> activeOld() {
        return active(old);
    }

    int totalReplicas() {
        return all().stream().mapToInt(Rollout::replicas).sum();
    }

    int totalAvailable() {
        return all().stream().mapToInt(Rollout::available).sum();
    }

    /** What the current ReplicaSet, there already or not, should have now. */
    int currentSize() {
        var bounds = bounds();
        var present = current == null ? 0 : replicas(current);
        if (RolloutBounds.isRecreate(deployment)) {
            return bounds.replicas();
        }
        var room = bounds.mostPods() - totalReplicas();
        return room <= 0 ? present : present + Math.min(room, bounds.replicas() - present);
    }

    /** The last size that the ReplicaSets were told differs from today's. */
    boolean isScaling() {
        var replicas = bounds().replicas();
        return active().stream()
                .mapToInt(replicaSet -> Revisions.noted(replicaSet, Revisions.DESIRED))
                .anyMatch(desired -> desired >= 0 && desired != replicas);
    }

    static int replicas(V1ReplicaSet replicaSet) {
        return Objects.requireNonNullElse(replicaSet.getSpec().getReplicas(), 1);
    }

    static int available(V1ReplicaSet replicaSet) {
        var status = replicaSet.getStatus();
        return status == null ? 0 : Objects.requireNonNullElse(status.getAvailableReplicas(), 0);
    }

    static int actual(V1ReplicaSet replicaSet) {
        var status = replicaSet.getStatus();
        return status == null ? 0 : Objects.requireNonNullElse(status.getReplicas(), 0);
    }

    private static List<V1ReplicaSet> active(List<V1ReplicaSet> replicaSets) {
        return replicaSets.stream()
                .filter(replicaSet -> replicas(replicaSet) > 0)
                .toList();
    }

    private static boolean isSame(V1ReplicaSet one, @Nullable V1ReplicaSet other) {
        return other != null
                && Objects.equals(
                        one.getMetadata().getUid(), other.getMetadata().getUid());
    }

    Stream<V1ReplicaSet> stream() {
        return all().stream();
    }
}
