package dev.navarch.scheduler.framework;

import dev.navarch.scheduler.cluster.PodInfo;

/** Decides whether a pod may be tried at all. A pod that is held is tried when an update of the pod itself lets it pass. */
public interface EnqueuePlugin extends Plugin {
    boolean admits(PodInfo pod);
}
