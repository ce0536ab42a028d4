package dev.navarch.scheduler.framework;

import dev.navarch.scheduler.cluster.PodInfo;

/** One question about a pod. Plugins hold no state between pods and do no I/O; all run on the scheduling thread. */
public interface Plugin {
    /** As in KubeSchedulerConfiguration, such as {@code NodeAffinity}. */
    String name();

    /**
     * Whether a change could turn this plugin's refusal of the pod into a yes. Asked once a change for each pod that this plugin
     * has refused, under the queue's lock: it must be cheap. A wrong no costs the pod up to five minutes, a wrong yes one cycle.
     */
    boolean mayHelp(ClusterChange change, PodInfo pod);
}
