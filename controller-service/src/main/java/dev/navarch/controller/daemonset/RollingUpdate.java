package dev.navarch.controller.daemonset;

import io.kubernetes.client.openapi.models.V1Pod;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Replaces pods of an earlier template: first gone then new, or with a surge first new then gone. */
final class RollingUpdate {
    private RollingUpdate() {}

    static void plan(Daemons daemons, Changes changes) {
        var bounds = UpdateBounds.of(daemons.set(), daemons.desired());
        if (bounds.maxSurge() == 0) {
            makeRoom(daemons, bounds.maxUnavailable(), changes);
        } else {
            surge(daemons, bounds.maxSurge(), changes);
        }
    }

    /** One that is not available anyway is replaced for free. */
    private static void makeRoom(Daemons daemons, int maxUnavailable, Changes changes) {
        var unavailable = 0;
        var candidates = new ArrayList<V1Pod>();
        for (var node : daemons.running().toList()) {
            var living = daemons.livingOn(node);
            var pod = living.isEmpty() ? null : living.getFirst();
            if (pod == null || changes.going().contains(pod) || !daemons.isAvailable(pod)) {
                unavailable++;
                deleteIfOld(daemons, pod, changes);
            } else if (!daemons.isCurrent(pod)) {
                candidates.add(pod);
            }
        }
        candidates.stream().limit(Math.max(0, maxUnavailable - unavailable)).forEach(changes::delete);
    }

    private static void deleteIfOld(Daemons daemons, @Nullable V1Pod pod, Changes changes) {
        if (pod != null && !daemons.isCurrent(pod)) {
            changes.delete(pod);
        }
    }

    /** A node whose pod is not available gets its new one whatever the surge. */
    private static void surge(Daemons daemons, int maxSurge, Changes changes) {
        var surging = 0;
        var candidates = new ArrayList<String>();
        for (var node : daemons.running().toList()) {
            var living = daemons.livingOn(node);
            if (living.isEmpty() || living.stream().allMatch(daemons::isCurrent)) {
                continue;
            }
            if (hasBoth(daemons, living)) {
                surging++;
            } else if (living.stream().noneMatch(daemons::isAvailable)) {
                changes.create(node);
            } else {
                candidates.add(node);
            }
        }
        candidates.stream().limit(Math.max(0, maxSurge - surging)).forEach(changes::create);
    }

    private static boolean hasBoth(Daemons daemons, List<V1Pod> living) {
        return living.stream().anyMatch(daemons::isCurrent);
    }
}
