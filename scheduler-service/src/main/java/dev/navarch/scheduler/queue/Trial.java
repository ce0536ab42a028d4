package dev.navarch.scheduler.queue;

import dev.navarch.scheduler.cluster.PodInfo;
import dev.navarch.scheduler.framework.ClusterChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The pod that is being tried, and what happened meanwhile: a change that came too late for its snapshot still counts. */
final class Trial {
    /** Beyond that many changes, anything may have happened. */
    private static final int REMEMBERED = 10_000;

    private final QueuedPod queued;
    private final List<ClusterChange> changes = new ArrayList<>();
    private @Nullable PodInfo newer;

    Trial(QueuedPod queued) {
        this.queued = queued;
    }

    String uid() {
        return queued.pod().uid();
    }

    void note(ClusterChange change) {
        if (changes.size() <= REMEMBERED) changes.add(change);
    }

    void note(PodInfo newerPod) {
        newer = newerPod;
    }

    List<ClusterChange> changes() {
        return changes;
    }

    boolean lostCount() {
        return changes.size() > REMEMBERED;
    }

    boolean podChanged() {
        return newer != null;
    }

    QueuedPod result() {
        return newer == null ? queued : queued.withPod(newer);
    }
}
