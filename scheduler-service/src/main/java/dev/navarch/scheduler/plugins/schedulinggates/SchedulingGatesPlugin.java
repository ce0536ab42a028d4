package dev.navarch.scheduler.plugins.schedulinggates;

import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.framework.EnqueuePlugin;

/** Does somebody still hold the pod back? */
public final class SchedulingGatesPlugin implements EnqueuePlugin {
    @Override
    public String name() {
        return "SchedulingGates";
    }

    @Override
    public boolean admits(PodInfo pod) {
        var gates = pod.spec().getSchedulingGates();
        return gates == null || gates.isEmpty();
    }

    @Override
    public boolean mayHelp(ClusterChange change, PodInfo pod) {
        return false;
    }
}
