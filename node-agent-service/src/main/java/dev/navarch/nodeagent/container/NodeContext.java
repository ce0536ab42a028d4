package dev.navarch.nodeagent.container;

import io.kubernetes.client.custom.Quantity;
import java.util.List;
import java.util.Map;

/**
 * What containers learn of their node.
 *
 * @param memory in bytes
 */
public record NodeContext(List<String> hostIps, Map<String, Quantity> allocatable, long memory) {
    public NodeContext {
        hostIps = List.copyOf(hostIps);
        allocatable = Map.copyOf(allocatable);
    }
}
