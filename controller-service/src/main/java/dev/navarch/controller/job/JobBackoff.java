package dev.navarch.controller.job;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;

/** How long a Job waits with the next pod after failures: 10 seconds, twice as long each time, at most 10 minutes. */
final class JobBackoff {
    private static final Duration FIRST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);

    private JobBackoff() {}

    static Duration afterFailures(int failures) {
        if (failures == 0) {
            return Duration.ZERO;
        }
        var delay = FIRST.multipliedBy(1L << Math.min(failures - 1, 10));
        return delay.compareTo(LONGEST) > 0 ? LONGEST : delay;
    }

    /** Zero or less when the next one may start. Successes start the count anew. */
    static Duration left(JobView view) {
        var lastSuccess = view.pods().stream()
                .filter(JobPod::hasSucceeded)
                .map(JobPod::endedAt)
                .max(Comparator.naturalOrder())
                .orElse(Instant.MIN);
        var failures = view.pods().stream()
                .filter(pod -> !pod.hasSucceeded() && pod.hasFailed(view.job()))
                .map(JobPod::endedAt)
                .filter(lastSuccess::isBefore)
                .sorted()
                .toList();
        return failures.isEmpty() ? Duration.ZERO : left(failures.size(), failures.getLast(), view.now());
    }

    static Duration left(JobPod failed, Instant now) {
        return left(failed.failures() + failed.ignoredFailures() + 1, failed.endedAt(), now);
    }

    private static Duration left(int failures, Instant last, Instant now) {
        return Duration.between(now, last.plus(afterFailures(failures)));
    }
}
