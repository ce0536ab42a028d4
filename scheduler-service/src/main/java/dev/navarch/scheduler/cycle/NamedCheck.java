package dev.navarch.scheduler.cycle;

import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.framework.NodeCheck;
import dev.navarch.scheduler.framework.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A check and the plugin that it belongs to. */
public record NamedCheck(String plugin, NodeCheck check) {
    /** The first check that refuses the node; null when all are content. */
    public static @Nullable Rejection firstRejection(List<NamedCheck> checks, NodeInfo node) {
        for (var named : checks) {
            var verdict = named.check.check(node);
            if (!(verdict instanceof Verdict.Fits)) return new Rejection(named.plugin, verdict);
        }
        return null;
    }

    public static boolean allFit(List<NamedCheck> checks, NodeInfo node) {
        return firstRejection(checks, node) == null;
    }

    public static List<NamedCheck> with(List<NamedCheck> checks, PodInfo pod, NodeInfo node) {
        return checks.stream()
                .map(named -> new NamedCheck(named.plugin, named.check.with(pod, node)))
                .toList();
    }

    public static List<NamedCheck> without(List<NamedCheck> checks, PodInfo pod, NodeInfo node) {
        return checks.stream()
                .map(named -> new NamedCheck(named.plugin, named.check.without(pod, node)))
                .toList();
    }
}
