package dev.navarch.scheduler.plugins.nodeunschedulable;

import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.cluster.Tolerations;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.framework.FilterPlugin;
import dev.navarch.scheduler.framework.Preparation;
import dev.navarch.scheduler.framework.Verdict;
import io.kubernetes.client.openapi.models.V1Taint;

/** Is the node cordoned? */
public final class NodeUnschedulablePlugin implements FilterPlugin {
    static final String REASON = "node(s) were unschedulable";
    private static final Verdict CORDONED = Verdict.RejectsWhoeverLeaves.because(REASON);
    private static final V1Taint TAINT =
            new V1Taint().key("node.kubernetes.io/unschedulable").effect("NoSchedule");

    @Override
    public String name() {
        return "NodeUnschedulable";
    }

    @Override
    public Preparation prepare(PodInfo pod, ClusterSnapshot snapshot) {
        if (Tolerations.of(pod.spec()).tolerate(TAINT)) return Preparation.NotConcerned.HERE;
        return Preparation.check(node -> node.unschedulable() ? CORDONED : Verdict.Fits.HERE);
    }

    @Override
    public boolean mayHelp(ClusterChange change, PodInfo pod) {
        return switch (change) {
            case ClusterChange.NodeAdded(var node) -> !node.unschedulable();
            case ClusterChange.NodeChanged(var before, var after) -> before.unschedulable() && !after.unschedulable();
            default -> false;
        };
    }
}
