package dev.navarch.scheduler.loop;

import dev.navarch.client.Informer;
import dev.navarch.scheduler.cluster.ClusterCache;
import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.cycle.Nominations;
import dev.navarch.scheduler.framework.ClusterChange;
import dev.navarch.scheduler.queue.SchedulingQueue;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Brings pods to where they belong: with a node into the cache, without one into the queue, ended ones nowhere. */
public final class PodFeed implements Informer.Listener<V1Pod> {
    private static final Set<String> ENDED = Set.of("Succeeded", "Failed");

    private final ClusterCache cache;
    private final SchedulingQueue queue;
    private final Nominations nominations;
    private final String schedulerName;

    public PodFeed(ClusterCache cache, SchedulingQueue queue, Nominations nominations, String schedulerName) {
        this.cache = cache;
        this.queue = queue;
        this.nominations = nominations;
        this.schedulerName = schedulerName;
    }

    @Override
    public void added(V1Pod pod) {
        if (hasEnded(pod)) return;
        var info = PodInfo.of(pod);
        if (info.nodeName() != null) {
            placed(info);
        } else if (isOurs(info)) {
            noteNomination(info);
            queue.add(info);
        }
    }

    @Override
    public void updated(V1Pod before, V1Pod after) {
        if (!uid(before).equals(uid(after))) {
            deleted(before);
            added(after);
        } else if (hasEnded(after)) {
            if (!hasEnded(before)) deleted(before);
        } else if (differs(before, after)) {
            updated(PodInfo.of(before), PodInfo.of(after));
        }
    }

    @Override
    public void deleted(V1Pod last) {
        var info = PodInfo.of(last);
        nominations.remove(info.uid());
        queue.remove(info.uid());
        cache.removePod(info.uid());
        if (info.nodeName() != null) queue.changed(new ClusterChange.PodGone(info));
    }

    private void updated(PodInfo before, PodInfo after) {
        if (after.nodeName() == null) {
            if (isOurs(after)) queue.update(after);
        } else if (before.nodeName() == null) {
            placed(after);
        } else {
            cache.putPod(after);
            queue.changed(new ClusterChange.PlacedPodChanged(before, after));
        }
    }

    private void placed(PodInfo pod) {
        cache.putPod(pod);
        nominations.remove(pod.uid());
        queue.remove(pod.uid());
        queue.changed(new ClusterChange.PodPlaced(pod));
    }

    private boolean isOurs(PodInfo pod) {
        return schedulerName.equals(Objects.requireNonNullElse(pod.spec().getSchedulerName(), schedulerName));
    }

    private void noteNomination(PodInfo pod) {
        var status = pod.pod().getStatus();
        var node = status == null ? null : status.getNominatedNodeName();
        if (node != null && !node.isEmpty()) nominations.put(pod, node);
    }

    private static boolean hasEnded(V1Pod pod) {
        var status = pod.getStatus();
        return status != null && status.getPhase() != null && ENDED.contains(status.getPhase());
    }

    /** In what scheduling reads; a new status alone is nothing new. */
    private static boolean differs(V1Pod before, V1Pod after) {
        var old = PodInfo.metadata(before);
        var now = PodInfo.metadata(after);
        return !Objects.equals(old.getGeneration(), now.getGeneration())
                || (now.getGeneration() == null && !Objects.equals(before.getSpec(), after.getSpec()))
                || !Objects.equals(nodeName(before), nodeName(after))
                || !Objects.equals(old.getLabels(), now.getLabels())
                || (old.getDeletionTimestamp() == null) != (now.getDeletionTimestamp() == null);
    }

    private static String uid(V1Pod pod) {
        return Objects.requireNonNullElse(PodInfo.metadata(pod).getUid(), "");
    }

    private static @Nullable String nodeName(V1Pod pod) {
        return PodInfo.spec(pod).getNodeName();
    }
}
