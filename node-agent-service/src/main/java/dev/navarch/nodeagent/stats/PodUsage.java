package dev.navarch.nodeagent.stats;

import java.util.List;

/** A pod's use and that of its containers. */
public record PodUsage(String namespace, String name, String uid, Usage usage, List<ContainerUsage> containers) {
    public PodUsage {
        containers = List.copyOf(containers);
    }

    public record ContainerUsage(String name, Usage usage) {}
}
