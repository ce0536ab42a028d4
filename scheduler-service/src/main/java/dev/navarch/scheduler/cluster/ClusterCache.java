package dev.navarch.scheduler.cluster;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.kubernetes.client.openapi.models.V1Node;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Nodes and placed pods, fed by the watches, and ahead of them by the pods that were just given a node (assumed). An assumed pod
 * counts on its node until the watch shows it bound, or {@link #forget} takes the decision back. Thread-safe; every method is
 * short.
 */
public final class ClusterCache {
    @GuardedBy("this")
    private final Map<String, NodeInfo> nodes = new LinkedHashMap<>();

    @GuardedBy("this")
    private final Map<String, Placement> placements = new HashMap<>();

    @GuardedBy("this")
    private final Set<String> changed = new HashSet<>();

    @GuardedBy("this")
    private boolean nodesCameOrWent;

    private record Placement(PodInfo pod, String node, boolean assumed) {}

    /** Returns what was known of it before; null for a new node. */
    public synchronized @Nullable NodeInfo putNode(V1Node node) {
        var name = NodeReading.name(node);
        var before = nodes.get(name);
        nodes.put(name, (before == null ? NodeInfo.unknown(name) : before).withNode(node));
        changed.add(name);
        var isNew = before == null || before.node() == null;
        nodesCameOrWent |= isNew;
        return isNew ? null : before;
    }

    public synchronized void removeNode(String name) {
        var node = nodes.get(name);
        if (node == null) return;
        if (node.pods().isEmpty()) nodes.remove(name);
        else nodes.put(name, node.withNode(null));
        nodesCameOrWent = true;
    }

    /** A pod that the API server shows on a node. */
    public synchronized void putPod(PodInfo pod) {
        place(new Placement(pod, Objects.requireNonNull(pod.nodeName()), false));
    }

    public synchronized void removePod(String uid) {
        unplace(uid);
    }

    public synchronized void assume(PodInfo pod, String node) {
        place(new Placement(pod, node, true));
    }

    /** Takes an assumption back; nothing if the watch has confirmed it meanwhile. */
    public synchronized void forget(PodInfo pod) {
        var placement = placements.get(pod.uid());
        if (placement != null && placement.assumed()) unplace(pod.uid());
    }

    public synchronized boolean isPlaced(String uid) {
        return placements.containsKey(uid);
    }

    public synchronized @Nullable NodeInfo findNode(String name) {
        var node = nodes.get(name);
        return node == null || node.node() == null ? null : node;
    }

    public synchronized void refresh(ClusterSnapshot snapshot) {
        if (nodesCameOrWent) {
            snapshot.replaceAll(
                    nodes.values().stream().filter(node -> node.node() != null).toList());
        } else {
            for (var name : changed) {
                var node = nodes.get(name);
                if (node != null) snapshot.replace(node);
            }
        }
        changed.clear();
        nodesCameOrWent = false;
    }

    @GuardedBy("this")
    private void place(Placement placement) {
        unplace(placement.pod().uid());
        placements.put(placement.pod().uid(), placement);
        var name = placement.node();
        nodes.put(name, nodes.getOrDefault(name, NodeInfo.unknown(name)).with(placement.pod()));
        changed.add(name);
    }

    @GuardedBy("this")
    private void unplace(String uid) {
        var placement = placements.remove(uid);
        if (placement == null) return;
        var name = placement.node();
        var node = nodes.get(name);
        if (node == null) return;
        var left = node.without(placement.pod());
        if (left.node() == null && left.pods().isEmpty()) nodes.remove(name);
        else nodes.put(name, left);
        changed.add(name);
    }
}
