package dev.navarch.controller.daemonset;

import dev.navarch.client.EventRecorder;
import dev.navarch.controller.pods.PodState;
import dev.navarch.loop.Key;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pod on each node that should have one, none where there should be none, ended ones out of the way. */
final class Placement {
    private final EventRecorder events;
    private final FailedPodBackoff backoff;

    Placement(EventRecorder events, FailedPodBackoff backoff) {
        this.events = events;
        this.backoff = backoff;
    }

    /** @return when to look again; null where nothing waits */
    @Nullable
    Duration plan(Daemons daemons, Changes changes) {
        Duration shortest = null;
        for (var fit : daemons.fits().entrySet()) {
            var wait = plan(daemons, fit.getKey(), fit.getValue(), changes);
            if (wait != null && (shortest == null || wait.compareTo(shortest) < 0)) {
                shortest = wait;
            }
        }
        daemons.homeless().forEach(changes::delete);
        return shortest;
    }

    private @Nullable Duration plan(Daemons daemons, String node, NodeFit fit, Changes changes) {
        var pods = daemons.on(node);
        return switch (fit) {
            case NONE -> {
                pods.stream().filter(pod -> !PodState.isTerminating(pod)).forEach(changes::delete);
                yield null;
            }
            case KEEPS -> keep(daemons, node, changes);
            case RUNS -> {
                if (pods.isEmpty()) {
                    changes.create(node);
                }
                yield keep(daemons, node, changes);
            }
        };
    }

    private @Nullable Duration keep(Daemons daemons, String node, Changes changes) {
        Duration wait = null;
        for (var pod : daemons.on(node)) {
            if (PodState.isTerminal(pod) && !PodState.isTerminating(pod)) {
                wait = clearAway(daemons, node, pod, changes);
            }
        }
        var living = daemons.livingOn(node);
        if (UpdateBounds.of(daemons.set(), daemons.desired()).maxSurge() == 0) {
            living.stream().skip(1).forEach(changes::delete);
        } else {
            keepPair(daemons, living, changes);
        }
        return wait;
    }

    /** The oldest of today's template and the oldest of an earlier one, until the newcomer can do the work. */
    private static void keepPair(Daemons daemons, List<V1Pod> living, Changes changes) {
        var current = living.stream().filter(daemons::isCurrent).toList();
        var old = living.stream().filter(pod -> !daemons.isCurrent(pod)).toList();
        current.stream().skip(1).forEach(changes::delete);
        old.stream().skip(1).forEach(changes::delete);
        if (!current.isEmpty()
                && !old.isEmpty()
                && (!PodState.isReady(old.getFirst()) || daemons.isAvailable(current.getFirst()))) {
            changes.delete(old.getFirst());
        }
    }

    private @Nullable Duration clearAway(Daemons daemons, String node, V1Pod pod, Changes changes) {
        var set = daemons.set();
        var name = pod.getMetadata().getNamespace() + "/" + pod.getMetadata().getName();
        if (PodState.phase(pod).equals("Failed")) {
            var left = backoff.left(Key.of(set), node);
            if (left.isPositive()) {
                return left;
            }
            events.warning(
                    set,
                    "FailedDaemonPod",
                    "Found failed daemon pod %s on node %s, will try to kill it".formatted(name, node));
        } else {
            events.normal(
                    set,
                    "SucceededDaemonPod",
                    "Found succeeded daemon pod %s on node %s, will try to delete it".formatted(name, node));
        }
        changes.delete(pod);
        return null;
    }
}
