package dev.navarch.scheduler.loop;

import dev.navarch.client.Informer;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.queue.SchedulingQueue;
import io.kubernetes.client.common.KubernetesObject;
import java.util.function.Function;

/** Wakes pods when an object that some plugin reads has come or changed. */
final class ChangeFeed<T extends KubernetesObject> implements Informer.Listener<T> {
    private final SchedulingQueue queue;
    private final Function<T, ClusterChange> change;

    ChangeFeed(SchedulingQueue queue, Function<T, ClusterChange> change) {
        this.queue = queue;
        this.change = change;
    }

    @Override
    public void added(T object) {
        queue.changed(change.apply(object));
    }

    @Override
    public void updated(T before, T after) {
        queue.changed(change.apply(after));
    }
}
