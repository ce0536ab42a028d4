package dev.navarch.scheduler.plugins.tainttoleration;

import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.cluster.Tolerations;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.framework.FilterPlugin;
import dev.navarch.scheduler.framework.Preparation;
import dev.navarch.scheduler.framework.ScorePlugin;
import dev.navarch.scheduler.framework.Verdict;
import io.kubernetes.client.openapi.models.V1Taint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Does the pod put up with the node's taints? Among nodes that will do, fewer merely disliked ones are better. */
public final class TaintTolerationPlugin implements FilterPlugin, ScorePlugin {
    static final String REASON = "node(s) had untolerated taint(s)";
    private static final Verdict TAINTED = Verdict.RejectsWhoeverLeaves.because(REASON);

    @Override
    public String name() {
        return "TaintToleration";
    }

    @Override
    public int weight() {
        return 3;
    }

    @Override
    public Preparation prepare(PodInfo pod, ClusterSnapshot snapshot) {
        var tolerations = Tolerations.of(pod.spec());
        return Preparation.check(node -> isTolerated(node, tolerations) ? Verdict.Fits.HERE : TAINTED);
    }

    @Override
    public boolean mayHelp(ClusterChange change, PodInfo pod) {
        return switch (change) {
            case ClusterChange.NodeAdded(var node) -> isTolerated(node, Tolerations.of(pod.spec()));
            case ClusterChange.NodeChanged(var before, var after) -> {
                var tolerations = Tolerations.of(pod.spec());
                yield !isTolerated(before, tolerations) && isTolerated(after, tolerations);
            }
            default -> false;
        };
    }

    @Override
    public @Nullable NodeScore prepareScore(PodInfo pod, ClusterSnapshot snapshot, List<NodeInfo> feasible) {
        if (feasible.stream().allMatch(node -> node.taints().isEmpty())) return null;
        var tolerations = Tolerations.of(pod.spec());
        return new NodeScore() {
            @Override
            public long score(NodeInfo node) {
                return node.taints().stream()
                        .filter(taint -> "PreferNoSchedule".equals(taint.getEffect()) && !tolerations.tolerate(taint))
                        .count();
            }

            @Override
            public void normalize(long[] scores) {
                ScorePlugin.scale(scores, true);
            }
        };
    }

    private static boolean isTolerated(NodeInfo node, Tolerations tolerations) {
        for (var taint : node.taints()) {
            if (keepsPodsOut(taint) && !tolerations.tolerate(taint)) return false;
        }
        return true;
    }

    private static boolean keepsPodsOut(V1Taint taint) {
        return "NoSchedule".equals(taint.getEffect()) || "NoExecute".equals(taint.getEffect());
    }
}
