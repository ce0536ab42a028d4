package dev.navarch.scheduler.plugins.noderesources;

import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.cluster.Resources;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.framework.FilterPlugin;
import dev.navarch.scheduler.framework.Preparation;
import dev.navarch.scheduler.framework.ScorePlugin;
import dev.navarch.scheduler.framework.Verdict;
import java.util.ArrayList;
import java.util.List;

/** Is enough of everything left on the node? Among nodes that will do, the emptier is better. */
public final class NodeResourcesFitPlugin implements FilterPlugin, ScorePlugin {
    static final String TOO_MANY_PODS = "Too many pods";
    static final String INSUFFICIENT = "Insufficient ";

    @Override
    public String name() {
        return "NodeResourcesFit";
    }

    @Override
    public int weight() {
        return 1;
    }

    @Override
    public Preparation prepare(PodInfo pod, ClusterSnapshot snapshot) {
        return Preparation.check(node -> check(pod.request(), node));
    }

    @Override
    public boolean mayHelp(ClusterChange change, PodInfo pod) {
        return switch (change) {
            case ClusterChange.PodGone _ -> true;
            case ClusterChange.PlacedPodChanged(var before, var after) ->
                !before.request().equals(after.request());
            case ClusterChange.NodeAdded(var node) -> couldEverFit(pod, node);
            case ClusterChange.NodeChanged(var before, var after) ->
                (!before.allocatable().equals(after.allocatable()) || before.allowedPods() != after.allowedPods())
                        && couldEverFit(pod, after);
            default -> false;
        };
    }

    @Override
    public NodeScore prepareScore(PodInfo pod, ClusterSnapshot snapshot, List<NodeInfo> feasible) {
        return node -> leastAllocated(pod.scoringRequest(), node);
    }

    static Verdict check(Resources request, NodeInfo node) {
        var asked = request.others().isEmpty() && node.requested().others().isEmpty();
        if (asked && fitsPlainly(request, node)) return Verdict.Fits.HERE;
        var shortages = new Shortages();
        shortages.pods(node);
        shortages.add(
                "cpu",
                request.milliCpu(),
                node.allocatable().milliCpu(),
                node.requested().milliCpu());
        shortages.add(
                "memory",
                request.memory(),
                node.allocatable().memory(),
                node.requested().memory());
        shortages.add(
                "ephemeral-storage",
                request.ephemeralStorage(),
                node.allocatable().ephemeralStorage(),
                node.requested().ephemeralStorage());
        request.others()
                .forEach((name, amount) -> shortages.add(
                        name,
                        amount,
                        node.allocatable().other(name),
                        node.requested().other(name)));
        return shortages.verdict();
    }

    private static boolean fitsPlainly(Resources request, NodeInfo node) {
        return node.pods().size() < node.allowedPods()
                && fits(
                        request.milliCpu(),
                        node.allocatable().milliCpu(),
                        node.requested().milliCpu())
                && fits(
                        request.memory(),
                        node.allocatable().memory(),
                        node.requested().memory())
                && fits(
                        request.ephemeralStorage(),
                        node.allocatable().ephemeralStorage(),
                        node.requested().ephemeralStorage());
    }

    private static boolean fits(long request, long allocatable, long requested) {
        return request == 0 || request <= allocatable - requested;
    }

    private static boolean couldEverFit(PodInfo pod, NodeInfo node) {
        return check(pod.request(), node) instanceof Verdict.Fits;
    }

    private static long leastAllocated(Resources request, NodeInfo node) {
        var cpu = free(
                request.milliCpu(),
                node.allocatable().milliCpu(),
                node.scoringRequested().milliCpu());
        var memory = free(
                request.memory(),
                node.allocatable().memory(),
                node.scoringRequested().memory());
        return (cpu + memory) / 2;
    }

    private static long free(long request, long allocatable, long requested) {
        var left = allocatable - requested - request;
        return left <= 0 || allocatable == 0 ? 0 : left * BEST / allocatable;
    }

    /** What is missing on one node; worse than missing where the whole node is too small. */
    private static final class Shortages {
        private final List<String> reasons = new ArrayList<>();
        private boolean nodeIsTooSmall;

        void pods(NodeInfo node) {
            if (node.pods().size() < node.allowedPods()) return;
            reasons.add(TOO_MANY_PODS);
            nodeIsTooSmall |= node.allowedPods() == 0;
        }

        void add(String resource, long request, long allocatable, long requested) {
            if (fits(request, allocatable, requested)) return;
            reasons.add(INSUFFICIENT + resource);
            nodeIsTooSmall |= request > allocatable;
        }

        Verdict verdict() {
            if (reasons.isEmpty()) return Verdict.Fits.HERE;
            return nodeIsTooSmall ? new Verdict.RejectsWhoeverLeaves(reasons) : new Verdict.Rejects(reasons);
        }
    }
}
