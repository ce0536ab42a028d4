package dev.navarch.controller.deployment;

import io.kubernetes.client.openapi.models.V1ReplicaSet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a change of size means in the middle of a rollout: everyone's share, by size. */
final class ProportionalScaling {
    private final ReplicaSetSizes sizes;

    ProportionalScaling(ReplicaSetSizes sizes) {
        this.sizes = sizes;
    }

    void scale(Rollout rollout) {
        var replicas = rollout.bounds().replicas();
        var only = onlyOne(rollout);
        if (only != null) {
            sizes.write(rollout, only, replicas);
        } else if (isSaturated(rollout, replicas)) {
            rollout.activeOld().forEach(old -> sizes.scaleTo(rollout, old, 0));
        } else if (!RolloutBounds.isRecreate(rollout.deployment())) {
            spread(rollout);
        }
    }

    private static @Nullable V1ReplicaSet onlyOne(Rollout rollout) {
        var active = rollout.active();
        if (active.size() == 1) {
            return active.getFirst();
        }
        if (!active.isEmpty()) {
            return null;
        }
        return rollout.current() != null || rollout.old().isEmpty()
                ? rollout.current()
                : rollout.old().getLast();
    }

    private static boolean isSaturated(Rollout rollout, int replicas) {
        var current = rollout.current();
        return current != null
                && Rollout.replicas(current) == replicas
                && Revisions.noted(current, Revisions.DESIRED) == replicas
                && Rollout.available(current) == replicas;
    }

    private void spread(Rollout rollout) {
        var bounds = rollout.bounds();
        var allowed = bounds.replicas() > 0 ? bounds.mostPods() : 0;
        var toAdd =
                allowed - rollout.active().stream().mapToInt(Rollout::replicas).sum();
        var sorted = new ArrayList<>(rollout.active());
        sorted.sort(bySize(toAdd > 0));
        var targets = new ArrayList<Integer>();
        var added = 0;
        for (var replicaSet : sorted) {
            var share = toAdd == 0 ? 0 : share(rollout, replicaSet, toAdd, added);
            targets.add(Rollout.replicas(replicaSet) + share);
            added += share;
        }
        write(rollout, sorted, targets, toAdd - added);
    }

    private void write(Rollout rollout, List<V1ReplicaSet> sorted, List<Integer> targets, int leftover) {
        for (var i = 0; i < sorted.size(); i++) {
            var target = i == 0 ? Math.max(0, targets.get(0) + leftover) : targets.get(i);
            sizes.write(rollout, sorted.get(i), target);
        }
    }

    private static int share(Rollout rollout, V1ReplicaSet replicaSet, int toAdd, int added) {
        var size = Rollout.replicas(replicaSet);
        if (size == 0 || toAdd == added) {
            return 0;
        }
        var left = toAdd - added;
        var fair = fairSize(rollout, replicaSet) - size;
        return toAdd > 0 ? Math.min(fair, left) : Math.max(fair, left);
    }

    private static int fairSize(Rollout rollout, V1ReplicaSet replicaSet) {
        var bounds = rollout.bounds();
        if (bounds.replicas() == 0) {
            return 0;
        }
        var noted = Revisions.noted(replicaSet, Revisions.MAX);
        var before = noted > 0
                ? noted
                : Objects.requireNonNullElse(
                        DeploymentStatuses.before(rollout.deployment()).getReplicas(), bounds.mostPods());
        return (int) Math.round((double) Rollout.replicas(replicaSet) * bounds.mostPods() / Math.max(1, before));
    }

    private static Comparator<V1ReplicaSet> bySize(boolean newerFirst) {
        Comparator<V1ReplicaSet> byAge = Comparator.comparing(
                replicaSet -> replicaSet.getMetadata().getCreationTimestamp(),
                Comparator.nullsLast(Comparator.naturalOrder()));
        return Comparator.comparingInt(Rollout::replicas)
                .reversed()
                .thenComparing(newerFirst ? byAge.reversed() : byAge);
    }
}
