package dev.navarch.scheduler.framework;

import dev.navarch.scheduler.cluster.NodeInfo;
import dev.navarch.scheduler.cluster.PodInfo;

/** A filter made ready for one pod. */
@FunctionalInterface
public interface NodeCheck {
    Verdict check(NodeInfo node);

    /** This check as if the pod ran on that node too. Checks that look at the node alone need nothing. */
    default NodeCheck with(PodInfo pod, NodeInfo node) {
        return this;
    }

    /** This check as if the pod had left that node. */
    default NodeCheck without(PodInfo pod, NodeInfo node) {
        return this;
    }
}
