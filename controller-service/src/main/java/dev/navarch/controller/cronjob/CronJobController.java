package dev.navarch.controller.cronjob;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.ownership.ControlledObjects;
import dev.navarch.controller.ownership.ControllerReferences;
import dev.navarch.loop.Key;
import dev.navarch.loop.Loop;
import dev.navarch.loop.Outcome;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1CronJobStatus;
import io.kubernetes.client.openapi.models.V1Job;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Starts the latest run that is due and not yet started; earlier ones that were missed are not made up for. */
public final class CronJobController {
    private static final Duration GRACE = Duration.ofMillis(100);
    private static final DateTimeFormatter RFC1123 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss Z", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final ResourceClient<V1CronJob> client;
    private final Informer<V1CronJob> cronJobs;
    private final ControlledObjects<V1Job> jobs;
    private final CronJobJobs runs;
    private final EventRecorder events;
    private final Clock clock;

    public CronJobController(ClusterClient cluster, Clock clock) {
        this.client = cluster.resource(V1CronJob.class);
        this.cronJobs = cluster.informer(V1CronJob.class);
        this.jobs = new ControlledObjects<>(cluster.informer(V1Job.class));
        this.events = cluster.events("cronjob-controller");
        this.runs = new CronJobJobs(cluster, events);
        this.clock = clock;
    }

    public Loop loop() {
        return Loop.named("cronjob")
                .workers(5)
                .watching(V1CronJob.class)
                .watching(V1Job.class, job -> {
                    var owner = ControllerReferences.keyOf(job, V1CronJob.class);
                    return owner == null ? List.of() : List.of(owner);
                })
                .reconciledBy(this::reconcile);
    }

    private Outcome reconcile(Key key) {
        var found = cronJobs.find(key.namespace(), key.name());
        if (found == null) {
            return Outcome.done();
        }
        var own = jobs.of(found);
        var cronJob = runs.settleHistory(ModelJson.copy(found), own);
        if (cronJob.getMetadata().getDeletionTimestamp() != null) {
            write(cronJob, found);
            return Outcome.done();
        }
        var next = schedule(cronJob);
        write(cronJob, found);
        runs.dropOld(cronJob, own);
        return next == null
                ? Outcome.done()
                : Outcome.requeueAfter(Duration.between(clock.instant(), next).plus(GRACE));
    }

    /** @return when the next run is due; null where none is to be waited for */
    private @Nullable Instant schedule(V1CronJob cronJob) {
        var schedule = parse(cronJob);
        if (schedule == null || Boolean.TRUE.equals(cronJob.getSpec().getSuspend())) {
            return null;
        }
        var times = schedule.times(since(cronJob), clock.instant());
        if (times.areMany()) {
            events.warning(
                    cronJob,
                    "TooManyMissedTimes",
                    "too many missed start times. Set or decrease .spec.startingDeadlineSeconds or check clock skew");
        }
        if (times.due() != null) {
            start(cronJob, times.due());
        }
        return times.next();
    }

    private @Nullable CronSchedule parse(V1CronJob cronJob) {
        var spec = cronJob.getSpec();
        try {
            var zone = spec.getTimeZone() == null ? ZoneId.systemDefault() : ZoneId.of(spec.getTimeZone());
            return CronSchedule.parse(spec.getSchedule(), zone);
        } catch (DateTimeException e) {
            events.warning(
                    cronJob,
                    "UnknownTimeZone",
                    "invalid timeZone: \"%s\": %s".formatted(spec.getTimeZone(), e.getMessage()));
        } catch (IllegalArgumentException e) {
            events.warning(
                    cronJob,
                    "UnparseableSchedule",
                    "unparseable schedule: \"%s\" : %s".formatted(spec.getSchedule(), e.getMessage()));
        }
        return null;
    }

    /** From the last run that was started, but no longer ago than a run may be late. */
    private Instant since(V1CronJob cronJob) {
        var last = Stream.of(
                        status(cronJob).getLastScheduleTime(),
                        cronJob.getMetadata().getCreationTimestamp())
                .filter(Objects::nonNull)
                .map(OffsetDateTime::toInstant)
                .findFirst()
                .orElseGet(clock::instant);
        var deadline = cronJob.getSpec().getStartingDeadlineSeconds();
        var earliest = deadline == null ? Instant.MIN : clock.instant().minusSeconds(deadline);
        return last.isAfter(earliest) ? last : earliest;
    }

    private void start(V1CronJob cronJob, Instant due) {
        var spec = cronJob.getSpec();
        var status = status(cronJob);
        var deadline = spec.getStartingDeadlineSeconds();
        if (deadline != null && due.plusSeconds(deadline).isBefore(clock.instant())) {
            events.warning(cronJob, "MissSchedule", "Missed scheduled time to start a job: " + RFC1123.format(due));
            return;
        }
        var active = Objects.requireNonNullElse(status.getActive(), List.of());
        if ("Forbid".equals(spec.getConcurrencyPolicy()) && !active.isEmpty()) {
            events.normal(
                    cronJob,
                    "JobAlreadyActive",
                    "Not starting job because prior execution is running and concurrency policy is Forbid");
            return;
        }
        if ("Replace".equals(spec.getConcurrencyPolicy())) {
            runs.stopActive(cronJob);
        }
        if (runs.start(cronJob, due)) {
            status.setLastScheduleTime(due.atOffset(ZoneOffset.UTC));
        }
    }

    private void write(V1CronJob cronJob, V1CronJob before) {
        var status = ModelJson.tree(status(cronJob));
        if (status.equals(ModelJson.tree(Objects.requireNonNullElseGet(before.getStatus(), V1CronJobStatus::new)))) {
            return;
        }
        try {
            client.updateStatus(cronJob);
        } catch (ApiFailure e) {
            if (!e.isNotFound()) {
                throw e;
            }
        }
    }

    /** Of a copy that this run may change. */
    static V1CronJobStatus status(V1CronJob cronJob) {
        if (cronJob.getStatus() == null) {
            cronJob.setStatus(new V1CronJobStatus());
        }
        return cronJob.getStatus();
    }
}
