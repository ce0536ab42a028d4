package dev.navarch.nodeagent.stats;

import java.util.List;

/** All that is used on a node at about one moment. */
public record NodeUsage(String node, Usage usage, List<PodUsage> pods) {
    public NodeUsage {
        pods = List.copyOf(pods);
    }
}
