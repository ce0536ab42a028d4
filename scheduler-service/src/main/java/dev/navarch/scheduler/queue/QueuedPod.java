package dev.navarch.scheduler.queue;

import dev.navarch.scheduler.cluster.PodInfo;
import java.time.Instant;
import java.util.Comparator;
import java.util.Set;

/**
 * A pod that waits.
 *
 * @param since when it came to where it waits now
 * @param attempts how often it was tried
 * @param rejectedBy the plugins that refused it last
 */
public record QueuedPod(
        PodInfo pod, Instant since, Instant firstSeen, long sequence, int attempts, Set<String> rejectedBy) {
    /** Higher priority first, then who waits longest. */
    static final Comparator<QueuedPod> ORDER = Comparator.comparingInt(
                    (QueuedPod queued) -> queued.pod().priority())
            .reversed()
            .thenComparing(QueuedPod::since)
            .thenComparingLong(QueuedPod::sequence);

    public QueuedPod {
        rejectedBy = Set.copyOf(rejectedBy);
    }

    QueuedPod movedAt(Instant now) {
        return new QueuedPod(pod, now, firstSeen, sequence, attempts, rejectedBy);
    }

    QueuedPod tried() {
        return new QueuedPod(pod, since, firstSeen, sequence, attempts + 1, rejectedBy);
    }

    QueuedPod withPod(PodInfo newer) {
        return new QueuedPod(newer, since, firstSeen, sequence, attempts, rejectedBy);
    }

    QueuedPod refusedAt(Instant now, Set<String> plugins) {
        return new QueuedPod(pod, now, firstSeen, sequence, attempts, plugins);
    }
}
