package dev.navarch.scheduler.plugins.volumebinding;

import io.kubernetes.client.openapi.models.V1PersistentVolume;
import io.kubernetes.client.openapi.models.V1PersistentVolumeClaim;

/** What becomes of a claim that has waited for its first pod, once that pod has a node. */
public sealed interface ClaimDecision {
    V1PersistentVolumeClaim claim();

    /** It gets a volume that is there. */
    record Bind(V1PersistentVolumeClaim claim, V1PersistentVolume volume) implements ClaimDecision {}

    /** A volume is made for it, on that node. */
    record Provision(V1PersistentVolumeClaim claim) implements ClaimDecision {}
}
