package dev.navarch.controller.job;

import dev.navarch.client.ResourceClient;
import dev.navarch.client.Timestamps;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1JobStatus;
import io.kubernetes.client.openapi.models.V1UncountedTerminatedPods;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Counts each ended pod exactly once, whoever dies in between: its uid is written into the status, then its finalizer is taken off, then
 * the uid becomes part of a count. A uid whose pod is no longer tracked is therefore always one that may be counted.
 */
final class JobAccounts {
    private static final int MOST_UNCOUNTED = 500;

    private final ResourceClient<V1Job> jobs;
    private final JobPodControl pods;
    private final Clock clock;

    JobAccounts(ResourceClient<V1Job> jobs, JobPodControl pods, Clock clock) {
        this.jobs = jobs;
        this.pods = pods;
        this.clock = clock;
    }

    /**
     * @param status what else is new about the Job
     * @return the Job as it is now
     */
    V1Job settle(JobView view, V1JobStatus status, @Nullable Verdict verdict) {
        var ended = ended(view, verdict);
        note(view, ended, status, verdict);
        var isNews = !ended.isEmpty() || (verdict != null && isNew(verdict, view));
        var job = isNews ? write(view.job(), status) : view.job();
        pods.release(ended);
        var written = ModelJson.copy(new V1Job().status(status)).getStatus();
        count(view, ended, Objects.requireNonNull(written));
        if (verdict != null && isSettled(view, ended)) {
            finish(written, verdict);
        }
        return write(job, written);
    }

    private static List<JobPod> ended(JobView view, @Nullable Verdict verdict) {
        var kept = verdict != null || JobSpecs.isGoingAway(view.job())
                ? List.<JobPod>of()
                : view.awaitingReplacement().values();
        return view.pods().stream()
                .filter(JobPod::isTracked)
                .filter(pod -> !kept.contains(pod) && mayLeave(view, pod, verdict))
                .limit(MOST_UNCOUNTED)
                .toList();
    }

    private static boolean mayLeave(JobView view, JobPod pod, @Nullable Verdict verdict) {
        return pod.hasSucceeded()
                || pod.hasFailed(view.job())
                || JobSpecs.isGoingAway(view.job())
                || (verdict != null && pod.isTerminating());
    }

    private static void note(JobView view, List<JobPod> ended, V1JobStatus status, @Nullable Verdict verdict) {
        var before = Objects.requireNonNullElseGet(status.getUncountedTerminatedPods(), V1UncountedTerminatedPods::new);
        var succeeded = new ArrayList<>(orEmpty(before.getSucceeded()));
        var failed = new ArrayList<>(orEmpty(before.getFailed()));
        for (var pod : ended) {
            if (view.isUncounted(pod)) {
                continue;
            }
            if (pod.hasSucceeded()) {
                if (!JobSpecs.isIndexed(view.job())) {
                    succeeded.add(pod.uid());
                }
            } else if (view.counts(pod) && isFailure(view, pod, verdict)) {
                failed.add(pod.uid());
            }
        }
        status.setUncountedTerminatedPods(
                new V1UncountedTerminatedPods().succeeded(succeeded).failed(failed));
    }

    /** A pod that is taken away because the Job has succeeded, or goes away itself, has not failed. */
    private static boolean isFailure(JobView view, JobPod pod, @Nullable Verdict verdict) {
        if (!pod.isTerminating()) {
            return !pod.isActive();
        }
        return verdict == null ? pod.hasFailed(view.job()) : !verdict.isSuccess();
    }

    private static void count(JobView view, List<JobPod> released, V1JobStatus status) {
        var tracked = new HashSet<String>();
        view.pods().stream().filter(JobPod::isTracked).map(JobPod::uid).forEach(tracked::add);
        released.forEach(pod -> tracked.remove(pod.uid()));
        var uncounted = Objects.requireNonNull(status.getUncountedTerminatedPods());
        if (JobSpecs.isIndexed(view.job())) {
            status.succeeded(count(view.succeededIndexes().count()));
        } else {
            status.succeeded(sum(status.getSucceeded(), settled(uncounted.getSucceeded(), tracked)));
        }
        status.failed(sum(status.getFailed(), settled(uncounted.getFailed(), tracked)));
        uncounted.setSucceeded(rest(uncounted.getSucceeded(), tracked));
        uncounted.setFailed(rest(uncounted.getFailed(), tracked));
    }

    private static boolean isSettled(JobView view, List<JobPod> released) {
        return view.active().isEmpty()
                && view.terminating() == 0
                && view.pods().stream().noneMatch(pod -> pod.isTracked() && !released.contains(pod));
    }

    private void finish(V1JobStatus status, Verdict verdict) {
        var now = Timestamps.seconds(clock);
        JobConditions.set(status, verdict.last(), true, verdict.reason(), verdict.message(), now);
        if (verdict.isSuccess()) {
            status.setCompletionTime(now);
        }
    }

    private static boolean isNew(Verdict verdict, JobView view) {
        return !JobConditions.holds(JobSpecs.status(view.job()), verdict.first());
    }

    private V1Job write(V1Job job, V1JobStatus status) {
        return ModelJson.tree(status).equals(ModelJson.tree(JobSpecs.status(job)))
                ? job
                : jobs.updateStatus(ModelJson.copy(job).status(status));
    }

    private static int settled(@Nullable List<String> uids, Set<String> tracked) {
        return (int)
                orEmpty(uids).stream().filter(uid -> !tracked.contains(uid)).count();
    }

    private static List<String> rest(@Nullable List<String> uids, Set<String> tracked) {
        return orEmpty(uids).stream().filter(tracked::contains).toList();
    }

    private static @Nullable Integer sum(@Nullable Integer before, int more) {
        return count(Objects.requireNonNullElse(before, 0) + more);
    }

    private static @Nullable Integer count(int value) {
        return value == 0 ? null : value;
    }

    private static List<String> orEmpty(@Nullable Collection<String> uids) {
        return uids == null ? List.of() : List.copyOf(uids);
    }
}
