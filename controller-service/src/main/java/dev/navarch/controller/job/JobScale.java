package dev.navarch.controller.job;

import dev.navarch.controller.pods.PodRanking;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** As many active pods as the Job wants now: surplus ones go first, missing ones come when their back-off is over. */
final class JobScale {
    private static final int AT_ONCE = 500;

    private final JobPodControl pods;

    JobScale(JobPodControl pods) {
        this.pods = pods;
    }

    /** @return when to look again; null where nothing waits */
    @Nullable
    Duration settle(JobView view) {
        var active = view.active();
        var wanted = JobSpecs.isSuspended(view.job()) ? 0 : wanted(view);
        var surplus = surplus(view, active, Math.max(0, active.size() - wanted));
        if (!surplus.isEmpty()) {
            pods.discard(surplus, view.job());
            return null;
        }
        var leaving = JobSpecs.replacesOnlyFailed(view.job()) ? view.terminating() : 0;
        var missing = Math.min(AT_ONCE, wanted - active.size() - leaving);
        return missing <= 0 ? null : grow(view, missing);
    }

    private static int wanted(JobView view) {
        var completions = view.job().getSpec().getCompletions();
        var parallelism = JobSpecs.parallelism(view.job());
        if (completions == null) {
            return view.succeeded() > 0 ? Math.min(parallelism, view.active().size()) : parallelism;
        }
        return Math.clamp(completions - view.succeeded() - view.failedIndexes().count(), 0, parallelism);
    }

    /** Those first whose index another pod has, or nobody knows. */
    private static List<JobPod> surplus(JobView view, List<JobPod> active, int count) {
        var misplaced = JobSpecs.isIndexed(view.job()) ? misplaced(view, active) : List.<JobPod>of();
        var ranking = PodRanking.firstToGo(Map.of(), view.now());
        return Stream.concat(
                        misplaced.stream(),
                        active.stream()
                                .filter(pod -> !misplaced.contains(pod))
                                .sorted(Comparator.comparing(JobPod::pod, ranking)))
                .limit(Math.min(AT_ONCE, Math.max(count, misplaced.size())))
                .toList();
    }

    private static List<JobPod> misplaced(JobView view, List<JobPod> active) {
        var taken = new HashSet<Integer>();
        return active.stream()
                .filter(pod -> {
                    var index = pod.index(view.job());
                    return index < 0
                            || view.succeededIndexes().contains(index)
                            || view.failedIndexes().contains(index)
                            || !taken.add(index);
                })
                .toList();
    }

    private @Nullable Duration grow(JobView view, int missing) {
        if (JobSpecs.retriesEachIndex(view.job())) {
            return growEachIndex(view, missing);
        }
        var left = JobBackoff.left(view);
        if (left.isPositive()) {
            return left;
        }
        var job = view.job();
        var fresh = JobSpecs.isIndexed(job)
                ? pendingIndexes(view).limit(missing).mapToObj(index -> JobPodTemplate.indexed(job, index, null))
                : Stream.generate(() -> JobPodTemplate.plain(job)).limit(missing);
        pods.create(fresh.toList(), job);
        return null;
    }

    private @Nullable Duration growEachIndex(JobView view, int missing) {
        var fresh = new ArrayList<V1Pod>();
        var replaced = view.awaitingReplacement();
        Duration shortest = null;
        for (var index : pendingIndexes(view).toArray()) {
            var failed = replaced.get(index);
            var left = failed == null ? Duration.ZERO : JobBackoff.left(failed, view.now());
            if (!left.isPositive() && fresh.size() < missing) {
                fresh.add(JobPodTemplate.indexed(view.job(), index, failed));
            } else if (left.isPositive() && (shortest == null || left.compareTo(shortest) < 0)) {
                shortest = left;
            }
        }
        pods.create(fresh, view.job());
        return shortest;
    }

    private static IntStream pendingIndexes(JobView view) {
        var job = view.job();
        var busy = new HashSet<Integer>();
        view.pods().stream()
                .filter(pod -> pod.isActive() || (pod.isTerminating() && JobSpecs.replacesOnlyFailed(job)))
                .forEach(pod -> busy.add(pod.index(job)));
        var completions = job.getSpec().getCompletions();
        return IntStream.range(0, completions == null ? 0 : completions)
                .filter(index -> !busy.contains(index)
                        && !view.succeededIndexes().contains(index)
                        && !view.failedIndexes().contains(index));
    }
}
