package dev.navarch.scheduler.preemption;

import dev.navarch.scheduler.cluster.PodInfo;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/** The pods that would have to leave one node, the most important first. */
record Victims(String node, List<PodInfo> pods, int budgetViolations) {
    /** Higher priority, then the longer run. */
    static final Comparator<PodInfo> MOST_IMPORTANT_FIRST =
            Comparator.comparingInt(PodInfo::priority).reversed().thenComparing(Victims::startOf);

    /** Fewest broken budgets; lowest greatest priority; smallest sum of priorities; fewest; latest start of the greatest. */
    static final Comparator<Victims> BEST_FIRST = Comparator.comparingInt(Victims::budgetViolations)
            .thenComparingInt(victims -> victims.pods.getFirst().priority())
            .thenComparingLong(Victims::prioritySum)
            .thenComparingInt(victims -> victims.pods.size())
            .thenComparing(Victims::earliestStartOfGreatest, Comparator.reverseOrder());

    Victims {
        pods = List.copyOf(pods);
    }

    /** Shifted so that many negative priorities do not look better than few. */
    private long prioritySum() {
        return pods.stream()
                .mapToLong(pod -> pod.priority() + (long) Integer.MAX_VALUE + 1)
                .sum();
    }

    private Instant earliestStartOfGreatest() {
        var greatest = pods.getFirst().priority();
        return pods.stream()
                .filter(pod -> pod.priority() == greatest)
                .map(Victims::startOf)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    private static Instant startOf(PodInfo pod) {
        var status = pod.pod().getStatus();
        var start = status == null ? null : status.getStartTime();
        return start == null ? Instant.MAX : start.toInstant();
    }
}
