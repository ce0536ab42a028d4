package dev.navarch.controller.job;

import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1UncountedTerminatedPods;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Job and its pods as one run sees them. A pod counts as soon as it has ended, whether it is accounted for in the status, is being
 * accounted for, or is news.
 */
final class JobView {
    private final V1Job job;
    private final Instant now;
    private final List<JobPod> pods;
    private final Set<String> uncountedSucceeded;
    private final Set<String> uncountedFailed;
    private final IndexSet succeededIndexes;
    private final IndexSet failedIndexes;

    JobView(V1Job job, Collection<V1Pod> pods, Instant now) {
        this.job = job;
        this.now = now;
        this.pods = pods.stream().map(JobPod::new).toList();
        var status = JobSpecs.status(job);
        var uncounted =
                Objects.requireNonNullElseGet(status.getUncountedTerminatedPods(), V1UncountedTerminatedPods::new);
        this.uncountedSucceeded = setOf(uncounted.getSucceeded());
        this.uncountedFailed = setOf(uncounted.getFailed());
        this.succeededIndexes = IndexSet.parse(status.getCompletedIndexes());
        this.failedIndexes = IndexSet.parse(status.getFailedIndexes());
        if (JobSpecs.isIndexed(job)) {
            ended().filter(pod -> pod.index(job) >= 0).forEach(this::noteIndex);
        }
    }

    V1Job job() {
        return job;
    }

    Instant now() {
        return now;
    }

    List<JobPod> pods() {
        return pods;
    }

    List<JobPod> active() {
        return pods.stream().filter(JobPod::isActive).toList();
    }

    int terminating() {
        return (int) pods.stream().filter(JobPod::isTerminating).count();
    }

    IndexSet succeededIndexes() {
        return succeededIndexes;
    }

    IndexSet failedIndexes() {
        return failedIndexes;
    }

    int succeeded() {
        if (JobSpecs.isIndexed(job)) {
            return succeededIndexes.count();
        }
        return number(JobSpecs.status(job).getSucceeded())
                + uncountedSucceeded.size()
                + (int) ended().filter(JobPod::hasSucceeded)
                        .filter(pod -> !isUncounted(pod))
                        .count();
    }

    int failed() {
        return number(JobSpecs.status(job).getFailed())
                + uncountedFailed.size()
                + (int) newlyFailed().stream().filter(this::counts).count();
    }

    /** Failed, tracked, and not yet noted in the status. */
    List<JobPod> newlyFailed() {
        return ended().filter(pod -> !pod.hasSucceeded() && !isUncounted(pod)).toList();
    }

    boolean counts(JobPod pod) {
        return !PodFailureRules.isIgnored(job, pod) && (!JobSpecs.isIndexed(job) || pod.index(job) >= 0);
    }

    boolean isUncounted(JobPod pod) {
        return uncountedSucceeded.contains(pod.uid()) || uncountedFailed.contains(pod.uid());
    }

    /** By index, the failed pod whose count of failures its replacement has to carry on; it stays tracked until then. */
    Map<Integer, JobPod> awaitingReplacement() {
        var latest = new HashMap<Integer, JobPod>();
        if (!JobSpecs.retriesEachIndex(job)) {
            return latest;
        }
        pods.stream()
                .filter(pod -> pod.isTracked() && pod.hasFailed(job) && pod.index(job) >= 0)
                .forEach(pod -> latest.merge(pod.index(job), pod, JobView::later));
        latest.keySet().removeIf(index -> succeededIndexes.contains(index) || failedIndexes.contains(index));
        active().forEach(pod -> latest.remove(pod.index(job)));
        return latest;
    }

    private static JobPod later(JobPod one, JobPod other) {
        var ofOne = one.failures() + one.ignoredFailures();
        return other.failures() + other.ignoredFailures() > ofOne ? other : one;
    }

    private Stream<JobPod> ended() {
        return pods.stream().filter(pod -> pod.isTracked() && (pod.hasSucceeded() || pod.hasFailed(job)));
    }

    private void noteIndex(JobPod pod) {
        if (pod.hasSucceeded()) {
            succeededIndexes.add(pod.index(job));
        } else if (JobSpecs.retriesEachIndex(job) && spendsItsIndex(pod)) {
            failedIndexes.add(pod.index(job));
        }
    }

    private boolean spendsItsIndex(JobPod pod) {
        var match = PodFailureRules.match(job, pod);
        if (match != null && match.action().equals("FailIndex")) {
            return true;
        }
        return (match == null || !match.isIgnored())
                && pod.failures() >= number(job.getSpec().getBackoffLimitPerIndex());
    }

    private static Set<String> setOf(@Nullable List<String> uids) {
        return uids == null ? Set.of() : new HashSet<>(uids);
    }

    private static int number(@Nullable Integer value) {
        return Objects.requireNonNullElse(value, 0);
    }
}
