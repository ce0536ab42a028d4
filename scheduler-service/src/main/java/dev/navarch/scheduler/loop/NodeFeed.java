package dev.navarch.scheduler.loop;

import dev.navarch.client.Informer;
import dev.navarch.scheduler.cluster.ClusterCache;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.queue.SchedulingQueue;
import io.kubernetes.client.openapi.models.V1Node;
import java.util.Objects;

/** Brings nodes into the cache, and wakes pods when one came or changed in a way that scheduling sees. */
public final class NodeFeed implements Informer.Listener<V1Node> {
    private final ClusterCache cache;
    private final SchedulingQueue queue;

    public NodeFeed(ClusterCache cache, SchedulingQueue queue) {
        this.cache = cache;
        this.queue = queue;
    }

    @Override
    public void added(V1Node node) {
        put(node);
    }

    @Override
    public void updated(V1Node before, V1Node after) {
        put(after);
    }

    @Override
    public void deleted(V1Node last) {
        cache.removeNode(name(last));
    }

    private void put(V1Node node) {
        var before = cache.putNode(node);
        var after = Objects.requireNonNull(cache.findNode(name(node)));
        if (before == null) queue.changed(new ClusterChange.NodeAdded(after));
        else if (before.differsForPods(after)) queue.changed(new ClusterChange.NodeChanged(before, after));
    }

    private static String name(V1Node node) {
        return Objects.requireNonNull(Objects.requireNonNull(node.getMetadata()).getName());
    }
}
