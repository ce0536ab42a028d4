package dev.navarch.scheduler.plugins.noderesources;

import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.framework.ScorePlugin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How evenly cpu and memory of the node would be used. */
public final class BalancedAllocationPlugin implements ScorePlugin {
    @Override
    public String name() {
        return "NodeResourcesBalancedAllocation";
    }

    @Override
    public int weight() {
        return 1;
    }

    /** Nothing to say about a pod that asks for neither. */
    @Override
    public @Nullable NodeScore prepareScore(PodInfo pod, ClusterSnapshot snapshot, List<NodeInfo> feasible) {
        var request = pod.request();
        if (request.milliCpu() == 0 && request.memory() == 0) return null;
        return node -> {
            var cpu = share(
                    request.milliCpu(),
                    node.requested().milliCpu(),
                    node.allocatable().milliCpu());
            var memory = share(
                    request.memory(),
                    node.requested().memory(),
                    node.allocatable().memory());
            return (long) ((1 - Math.abs(cpu - memory) / 2) * BEST);
        };
    }

    private static double share(long request, long requested, long allocatable) {
        return allocatable == 0 ? 1 : Math.min(1, (double) (request + requested) / allocatable);
    }
}
