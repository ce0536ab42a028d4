package dev.navarch.nodeagent.probe;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Probe;

/** Runs one probe once. Blocks no longer than the probe's timeout and a little. */
public interface Prober {
    /** @param ip the pod's */
    ProbeResult probe(V1Probe probe, V1Container container, String containerId, String ip);
}
