package dev.navarch.controller.deployment;

import java.util.HashSet;
import java.util.Set;

/** Up first, then down, one kind of step a run, and always within the bounds. */
final class RollingUpdate {
    private final ReplicaSetSizes sizes;

    RollingUpdate(ReplicaSetSizes sizes) {
        this.sizes = sizes;
    }

    /** @return whether anything was changed */
    boolean step(Rollout rollout) {
        return scaleCurrent(rollout) || scaleDownOld(rollout);
    }

    private boolean scaleCurrent(Rollout rollout) {
        var current = rollout.current();
        if (current == null) {
            return false;
        }
        var wanted = rollout.bounds().replicas();
        var present = Rollout.replicas(current);
        return sizes.scaleTo(rollout, current, present > wanted ? wanted : rollout.currentSize());
    }

    private boolean scaleDownOld(Rollout rollout) {
        var current = rollout.current();
        if (current == null || rollout.activeOld().isEmpty()) {
            return false;
        }
        var unavailable = Rollout.replicas(current) - Rollout.available(current);
        var budget = rollout.totalReplicas() - rollout.bounds().leastAvailable() - unavailable;
        if (budget <= 0) {
            return false;
        }
        var run = new ScaleDown(rollout, budget);
        run.dropUnhealthy();
        run.dropHealthy();
        return run.changed;
    }

    /** Each ReplicaSet is written once, with both reductions. */
    private final class ScaleDown {
        private final Rollout rollout;
        private final Set<String> done = new HashSet<>();
        private int budget;
        private boolean changed;

        ScaleDown(Rollout rollout, int budget) {
            this.rollout = rollout;
            this.budget = budget;
        }

        void dropUnhealthy() {
            for (var old : rollout.activeOld()) {
                var unhealthy = Math.min(budget, Rollout.replicas(old) - Rollout.available(old));
                if (unhealthy > 0) {
                    changed |= sizes.scaleTo(rollout, old, Rollout.replicas(old) - unhealthy);
                    done.add(old.getMetadata().getUid());
                    budget -= unhealthy;
                }
            }
        }

        void dropHealthy() {
            var left =
                    Math.min(budget, rollout.totalAvailable() - rollout.bounds().leastAvailable());
            for (var old : rollout.activeOld()) {
                var step = Math.min(left, Rollout.replicas(old));
                if (step > 0 && !done.contains(old.getMetadata().getUid())) {
                    changed |= sizes.scaleTo(rollout, old, Rollout.replicas(old) - step);
                    left -= step;
                }
            }
        }
    }
}
