package dev.navarch.nodeagent.housekeeping;

import io.kubernetes.client.openapi.models.V1Pod;

/** Ends a pod for the node's sake. Returns at once; a pod that has ended or is gone already is none of its business. */
public interface Evictor {
    /** @param message becomes the pod's; its reason is Evicted */
    void evict(V1Pod pod, String message);
}
