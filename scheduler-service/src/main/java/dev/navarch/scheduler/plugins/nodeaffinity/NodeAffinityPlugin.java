package dev.navarch.scheduler.plugins.nodeaffinity;

import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.framework.FilterPlugin;
import dev.navarch.scheduler.framework.Preparation;
import dev.navarch.scheduler.framework.ScorePlugin;
import dev.navarch.scheduler.framework.Verdict;
import dev.navarch.scheduler.selector.NodeAffinityMatcher;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does the node have the labels, or the name, that the pod asks for? */
public final class NodeAffinityPlugin implements FilterPlugin, ScorePlugin {
    static final String REASON = "node(s) didn't match Pod's node affinity/selector";
    static final String CONFLICT = "pod affinity terms conflict";
    private static final Verdict NO_MATCH = Verdict.RejectsWhoeverLeaves.because(REASON);

    @Override
    public String name() {
        return "NodeAffinity";
    }

    @Override
    public int weight() {
        return 2;
    }

    @Override
    public Preparation prepare(PodInfo pod, ClusterSnapshot snapshot) {
        var affinity = NodeAffinityMatcher.of(pod.spec());
        if (affinity.matchesEverything()) return Preparation.NotConcerned.HERE;
        var named = affinity.namedNodes();
        if (named != null && named.isEmpty()) return new Preparation.Refused(CONFLICT);
        return new Preparation.Checks(node -> matches(affinity, node) ? Verdict.Fits.HERE : NO_MATCH, named);
    }

    @Override
    public boolean mayHelp(ClusterChange change, PodInfo pod) {
        return switch (change) {
            case ClusterChange.NodeAdded(var node) -> matches(NodeAffinityMatcher.of(pod.spec()), node);
            case ClusterChange.NodeChanged(var before, var after) -> {
                var affinity = NodeAffinityMatcher.of(pod.spec());
                yield !matches(affinity, before) && matches(affinity, after);
            }
            default -> false;
        };
    }

    @Override
    public @Nullable NodeScore prepareScore(PodInfo pod, ClusterSnapshot snapshot, List<NodeInfo> feasible) {
        var affinity = pod.spec().getAffinity();
        var node = affinity == null ? null : affinity.getNodeAffinity();
        var preferred = node == null ? null : node.getPreferredDuringSchedulingIgnoredDuringExecution();
        if (preferred == null || preferred.isEmpty()) return null;
        return new PreferredNodes(preferred);
    }

    private static boolean matches(NodeAffinityMatcher affinity, NodeInfo node) {
        return affinity.matches(node.name(), node.labels());
    }
}
