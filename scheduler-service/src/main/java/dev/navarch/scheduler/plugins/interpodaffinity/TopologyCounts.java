package dev.navarch.scheduler.plugins.interpodaffinity;

import dev.navarch.scheduler.cluster.NodeInfo;
import java.util.HashMap;
import java.util.Map;

/** How many pods of interest run within each domain, a domain being a label of nodes with its value. */
final class TopologyCounts {
    private final Map<Domain, Integer> counts;

    private record Domain(String key, String value) {}

    TopologyCounts() {
        this(new HashMap<>());
    }

    private TopologyCounts(Map<Domain, Integer> counts) {
        this.counts = counts;
    }

    TopologyCounts copy() {
        return new TopologyCounts(new HashMap<>(counts));
    }

    void add(String topologyKey, NodeInfo node, int pods) {
        var value = node.labels().get(topologyKey);
        if (value == null) return;
        counts.merge(new Domain(topologyKey, value), pods, (left, right) -> left + right == 0 ? null : left + right);
    }

    boolean isEmpty() {
        return counts.isEmpty();
    }

    int at(String topologyKey, NodeInfo node) {
        var value = node.labels().get(topologyKey);
        return value == null ? 0 : counts.getOrDefault(new Domain(topologyKey, value), 0);
    }

    boolean anyAt(NodeInfo node) {
        if (counts.isEmpty()) return false;
        for (var label : node.labels().entrySet()) {
            if (counts.getOrDefault(new Domain(label.getKey(), label.getValue()), 0) > 0) return true;
        }
        return false;
    }
}
