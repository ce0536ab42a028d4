package dev.navarch.scheduler.plugins.nodename;

import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.framework.FilterPlugin;
import dev.navarch.scheduler.framework.Preparation;
import dev.navarch.scheduler.framework.Verdict;

/** Is this the node that the pod names? */
public final class NodeNamePlugin implements FilterPlugin {
    static final String REASON = "node(s) didn't match the requested node name";
    private static final Verdict ANOTHER_NODE = Verdict.RejectsWhoeverLeaves.because(REASON);

    @Override
    public String name() {
        return "NodeName";
    }

    @Override
    public Preparation prepare(PodInfo pod, ClusterSnapshot snapshot) {
        var wanted = pod.nodeName();
        if (wanted == null) return Preparation.NotConcerned.HERE;
        return Preparation.check(node -> node.name().equals(wanted) ? Verdict.Fits.HERE : ANOTHER_NODE);
    }

    @Override
    public boolean mayHelp(ClusterChange change, PodInfo pod) {
        return change instanceof ClusterChange.NodeAdded(var node)
                && node.name().equals(pod.nodeName());
    }
}
