package dev.navarch.scheduler.plugins.nodeports;

import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.HostPort;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.framework.FilterPlugin;
import dev.navarch.scheduler.framework.Preparation;
import dev.navarch.scheduler.framework.Verdict;
import java.util.List;

/** Are the node's ports that the pod wants still free? */
public final class NodePortsPlugin implements FilterPlugin {
    static final String REASON = "node(s) didn't have free ports for the requested pod ports";
    private static final Verdict TAKEN = Verdict.Rejects.because(REASON);

    @Override
    public String name() {
        return "NodePorts";
    }

    @Override
    public Preparation prepare(PodInfo pod, ClusterSnapshot snapshot) {
        var wanted = pod.hostPorts();
        if (wanted.isEmpty()) return Preparation.NotConcerned.HERE;
        return Preparation.check(node -> isTaken(wanted, node) ? TAKEN : Verdict.Fits.HERE);
    }

    @Override
    public boolean mayHelp(ClusterChange change, PodInfo pod) {
        return switch (change) {
            case ClusterChange.NodeAdded _ -> true;
            case ClusterChange.PodGone(var gone) -> conflict(pod.hostPorts(), gone.hostPorts());
            default -> false;
        };
    }

    private static boolean isTaken(List<HostPort> wanted, NodeInfo node) {
        for (var pod : node.pods()) {
            if (conflict(wanted, pod.hostPorts())) return true;
        }
        return false;
    }

    private static boolean conflict(List<HostPort> wanted, List<HostPort> used) {
        for (var port : used) {
            for (var mine : wanted) {
                if (mine.conflictsWith(port)) return true;
            }
        }
        return false;
    }
}
