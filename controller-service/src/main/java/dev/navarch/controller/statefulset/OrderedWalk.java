package dev.navarch.controller.statefulset;

import dev.navarch.controller.pods.PodState;
import dev.navarch.loop.Batches;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.Objects;
import java.util.function.IntPredicate;

/**
 * Brings a set to its size. OrderedReady: up by ordinal and down from the top, one pod at a time, and nothing goes on past a pod that
 * is not well. Parallel: the same without waiting.
 */
final class OrderedWalk {
    private final StatefulPods pods;

    OrderedWalk(StatefulPods pods) {
        this.pods = pods;
    }

    /** @return whether every pod is where it should be, so that an update may go on */
    boolean isSettled(Replicas replicas) {
        return isParallel(replicas) ? inParallel(replicas) : inOrder(replicas);
    }

    private boolean inOrder(Replicas replicas) {
        IntPredicate isDone = ordinal -> keep(replicas, ordinal) && isWell(replicas, ordinal);
        return replicas.ordinals().allMatch(isDone) && removeTop(replicas);
    }

    private boolean inParallel(Replicas replicas) {
        var ordinals = replicas.ordinals().boxed().toList();
        Batches.slowStart(ordinals, ordinal -> keep(replicas, ordinal)).throwFirst();
        settleCondemned(replicas);
        var going = replicas.condemned().values().stream()
                .filter(pod -> !PodState.isTerminating(pod))
                .toList();
        Batches.slowStart(going, pod -> pods.delete(replicas.set(), pod)).throwFirst();
        return going.isEmpty() && ordinals.stream().noneMatch(ordinal -> isAmiss(replicas, ordinal));
    }

    /** Makes the pod, clears away one that ended, mends one that lives. */
    private boolean keep(Replicas replicas, int ordinal) {
        var identity = replicas.identity(ordinal);
        var pod = replicas.wanted().get(ordinal);
        if (pod == null) {
            if (!pods.claims().isLeaving(identity)) {
                pods.create(identity, replicas.revisionFor(ordinal));
            }
            return false;
        }
        if (PodState.isTerminal(pod)) {
            if (!PodState.isTerminating(pod)) {
                pods.delete(replicas.set(), pod);
            }
            return false;
        }
        if (!PodState.isTerminating(pod)) {
            pods.mend(identity, pod);
        }
        return true;
    }

    private static boolean isWell(Replicas replicas, int ordinal) {
        var pod = Objects.requireNonNull(replicas.wanted().get(ordinal));
        return !PodState.isTerminating(pod) && replicas.isAvailable(pod);
    }

    private static boolean isAmiss(Replicas replicas, int ordinal) {
        var pod = replicas.wanted().get(ordinal);
        return pod == null || PodState.isTerminal(pod);
    }

    private boolean removeTop(Replicas replicas) {
        settleCondemned(replicas);
        if (replicas.condemned().isEmpty()) {
            return true;
        }
        var top = Objects.requireNonNull(replicas.condemned().lastEntry()).getValue();
        if (!PodState.isTerminating(top) && mayGo(replicas, top)) {
            pods.delete(replicas.set(), top);
        }
        return false;
    }

    private static boolean mayGo(Replicas replicas, V1Pod pod) {
        return replicas.isAvailable(pod) || pod.equals(replicas.firstUnhealthy());
    }

    private void settleCondemned(Replicas replicas) {
        replicas.condemned().forEach((ordinal, pod) -> pods.claims().settleOwners(replicas.identity(ordinal), pod));
    }

    static boolean isParallel(Replicas replicas) {
        return "Parallel".equals(replicas.set().getSpec().getPodManagementPolicy());
    }
}
