package dev.navarch.scheduler.framework;

import dev.navarch.scheduler.cluster.ClusterSnapshot;
import dev.navarch.scheduler.cluster.PodInfo;

/** Refuses nodes that cannot carry a pod. */
public interface FilterPlugin extends Plugin {
    /** Reads the pod once, before its nodes are looked at. The answer is used for this pod and this snapshot only. */
    Preparation prepare(PodInfo pod, ClusterSnapshot snapshot);
}
