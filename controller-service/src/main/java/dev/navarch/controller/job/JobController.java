package dev.navarch.controller.job;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.Timestamps;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.ownership.Claims;
import dev.navarch.controller.ownership.ControlledObjects;
import dev.navarch.controller.ownership.InterestedOwners;
import dev.navarch.controller.pods.PodState;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1JobStatus;
import io.kubernetes.client.openapi.models.V1Pod;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Judges a Job by its pods, then brings the pods in line with the judgement, then accounts for those that ended. */
public final class JobController {
    private final ResourceClient<V1Job> client;
    private final Informer<V1Job> jobs;
    private final InterestedOwners<V1Job> interested;
    private final ControlledObjects<V1Pod> pods;
    private final LeftoverPods leftovers;
    private final Claims<V1Job, V1Pod> claims;
    private final JobPodControl control;
    private final JobScale scale;
    private final JobAccounts accounts;
    private final EventRecorder events;
    private final Clock clock;

    public JobController(ClusterClient cluster, Clock clock) {
        this.client = cluster.resource(V1Job.class);
        this.jobs = cluster.informer(V1Job.class);
        this.interested =
                new InterestedOwners<>(V1Job.class, jobs, job -> job.getSpec().getSelector());
        this.pods = new ControlledObjects<>(cluster.informer(V1Pod.class));
        this.leftovers = new LeftoverPods(cluster.informer(V1Pod.class), jobs);
        this.claims = new Claims<>(client, cluster.resource(V1Pod.class), JobPod.FINALIZER);
        this.events = cluster.events("job-controller");
        this.control = new JobPodControl(cluster, events);
        this.scale = new JobScale(control);
        this.accounts = new JobAccounts(client, control, clock);
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("job")
                .workers(5)
                .watching(V1Job.class)
                .watching(V1Pod.class, this::interestedIn)
                .reconciledBy(this::reconcile);
    }

    private Collection<Key> interestedIn(V1Pod pod) {
        return Stream.concat(interested.of(pod).stream(), Stream.ofNullable(LeftoverPods.keyOf(pod)))
                .distinct()
                .toList();
    }

    private Outcome reconcile(Key key) {
        leftovers.of(key).forEach(control::release);
        var job = jobs.find(key.namespace(), key.name());
        if (job == null || !JobSpecs.isOurs(job)) {
            return Outcome.done();
        }
        try {
            return reconcile(job);
        } catch (ApiFailure e) {
            if (e.isNotFound() || e.hasCause("NamespaceTerminating")) {
                return Outcome.done();
            }
            throw e;
        }
    }

    private Outcome reconcile(V1Job job) {
        var owned = claims.claim(job, job.getSpec().getSelector(), pods.ofAndOrphans(job));
        var view = new JobView(job, owned, clock.instant());
        if (JobConditions.isFinished(JobSpecs.status(job))) {
            control.release(view.pods().stream().filter(JobPod::isTracked).toList());
            return Outcome.done();
        }
        var status = ModelJson.copy(new V1Job().status(JobSpecs.status(job))).getStatus();
        status = status == null ? new V1JobStatus() : status;
        var verdict = Verdicts.of(view);
        noteStart(view, status, verdict);
        describe(view, status, verdict);
        Duration wait;
        try {
            wait = act(view, verdict);
        } finally {
            tell(job, accounts.settle(view, status, verdict));
        }
        return Outcome.soonest(wait, verdict == null ? Verdicts.untilDeadline(job, status, view.now()) : null);
    }

    /** @return when to look again; null where nothing waits */
    private @Nullable Duration act(JobView view, @Nullable Verdict verdict) {
        if (verdict != null) {
            control.delete(view.active(), view.job());
            return null;
        }
        return JobSpecs.isGoingAway(view.job()) ? null : scale.settle(view);
    }

    /** While suspended the clock of its deadline stands still; it starts anew on resuming. */
    private void noteStart(JobView view, V1JobStatus status, @Nullable Verdict verdict) {
        var suspended = JobSpecs.isSuspended(view.job());
        var now = Timestamps.seconds(clock);
        var noted = JobConditions.holds(status, JobConditions.SUSPENDED);
        if (suspended && verdict == null) {
            status.setStartTime(null);
            if (!noted) {
                JobConditions.set(status, JobConditions.SUSPENDED, true, "JobSuspended", "Job suspended", now);
            }
        } else if (!suspended && noted) {
            JobConditions.set(status, JobConditions.SUSPENDED, false, "JobResumed", "Job resumed", now);
            status.setStartTime(now);
        } else if (status.getStartTime() == null) {
            status.setStartTime(now);
        }
    }

    private void describe(JobView view, V1JobStatus status, @Nullable Verdict verdict) {
        var active = view.active();
        status.active(active.isEmpty() ? null : active.size())
                .ready((int) active.stream()
                        .filter(pod -> PodState.isReady(pod.pod()))
                        .count())
                .terminating(view.terminating());
        if (JobSpecs.isIndexed(view.job())) {
            var completed = view.succeededIndexes().toString();
            status.setCompletedIndexes(completed.isEmpty() ? null : completed);
        }
        if (JobSpecs.retriesEachIndex(view.job())) {
            status.setFailedIndexes(view.failedIndexes().toString());
        }
        if (verdict != null && !JobConditions.holds(status, verdict.first())) {
            JobConditions.set(
                    status, verdict.first(), true, verdict.reason(), verdict.message(), Timestamps.seconds(clock));
        }
    }

    private void tell(V1Job before, V1Job after) {
        var was = JobSpecs.status(before);
        var is = JobSpecs.status(after);
        if (JobConditions.isFinished(is)) {
            var failed = JobConditions.find(is, JobConditions.FAILED);
            if (failed == null) {
                events.normal(after, "Completed", "Job completed");
            } else {
                events.warning(after, failed.getReason(), failed.getMessage());
            }
        }
        var suspended = JobConditions.holds(is, JobConditions.SUSPENDED);
        if (suspended != JobConditions.holds(was, JobConditions.SUSPENDED)) {
            events.normal(after, suspended ? "Suspended" : "Resumed", suspended ? "Job suspended" : "Job resumed");
        }
    }
}
