package dev.navarch.scheduler.cluster;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes as one scheduling cycle sees them. Belongs to the scheduling thread, which has {@link ClusterCache#refresh} bring it
 * up to date before each pod: only the nodes that changed are replaced.
 */
public final class ClusterSnapshot {
    private final List<NodeInfo> nodes = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final BitSet withAntiAffinity = new BitSet();

    public int size() {
        return nodes.size();
    }

    public NodeInfo node(int index) {
        return nodes.get(index);
    }

    public @Nullable NodeInfo find(String name) {
        var index = indexes.get(name);
        return index == null ? null : nodes.get(index);
    }

    public int indexOf(String name) {
        return indexes.getOrDefault(name, -1);
    }

    public List<NodeInfo> nodes() {
        return nodes;
    }

    /** Whether some pod anywhere refuses to be near others. */
    public boolean hasAntiAffinity() {
        return !withAntiAffinity.isEmpty();
    }

    /** The nodes with such pods. */
    public List<NodeInfo> nodesWithAntiAffinity() {
        return withAntiAffinity.stream().mapToObj(nodes::get).toList();
    }

    void replaceAll(Collection<NodeInfo> all) {
        nodes.clear();
        indexes.clear();
        withAntiAffinity.clear();
        for (var node : all) {
            indexes.put(node.name(), nodes.size());
            nodes.add(node);
            mark(nodes.size() - 1, node);
        }
    }

    void replace(NodeInfo node) {
        var index = indexes.get(node.name());
        if (index == null) return;
        nodes.set(index, node);
        mark(index, node);
    }

    private void mark(int index, NodeInfo node) {
        withAntiAffinity.set(index, !node.podsWithAntiAffinity().isEmpty());
    }
}
