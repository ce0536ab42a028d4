package dev.navarch.controller.statefulset;

import dev.navarch.controller.pods.Portion;
import dev.navarch.loop.Batches;
import io.kubernetes.client.openapi.models.V1RollingUpdateStatefulSetStrategy;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Deletes pods of an earlier revision from the top down to the partition, as many at a time as may be unavailable. */
final class RollingUpdate {
    private final StatefulPods pods;

    RollingUpdate(StatefulPods pods) {
        this.pods = pods;
    }

    void step(Replicas replicas) {
        var strategy = replicas.set().getSpec().getUpdateStrategy();
        if (strategy == null || !"RollingUpdate".equals(strategy.getType())) {
            return;
        }
        var rolling = strategy.getRollingUpdate();
        var room = mostUnavailable(rolling, Ordinals.of(replicas.set()).count()) - unavailable(replicas);
        var going = replicas.outdated(partition(rolling)).stream()
                .limit(Math.max(0, room))
                .toList();
        Batches.all(going, pod -> pods.delete(replicas.set(), pod)).throwFirst();
    }

    private static int unavailable(Replicas replicas) {
        return (int) replicas.ordinals()
                .mapToObj(replicas.wanted()::get)
                .filter(pod -> pod == null || !Replicas.isHealthy(pod) || !replicas.isAvailable(pod))
                .count();
    }

    static int partition(@Nullable V1RollingUpdateStatefulSetStrategy rolling) {
        return rolling == null ? 0 : Objects.requireNonNullElse(rolling.getPartition(), 0);
    }

    private static int mostUnavailable(@Nullable V1RollingUpdateStatefulSetStrategy rolling, int replicas) {
        var given = rolling == null ? null : rolling.getMaxUnavailable();
        return given == null ? 1 : Math.max(1, Portion.roundedUp(given, replicas));
    }
}
