package dev.navarch.controller.cronjob;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ClusterClient;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.json.ModelJson;
import dev.navarch.controller.ownership.ControllerReferences;
import io.kubernetes.client.openapi.models.V1CronJob;
import io.kubernetes.client.openapi.models.V1Job;
import io.kubernetes.client.openapi.models.V1JobSpec;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1ObjectReference;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The Jobs of a CronJob: started, stopped, noted as ended, and dropped when they are old. */
final class CronJobJobs {
    private static final String SCHEDULED = "batch.kubernetes.io/cronjob-scheduled-timestamp";
    private static final String COMPLETE = "Complete";

    private final ResourceClient<V1Job> client;
    private final EventRecorder events;

    CronJobJobs(ClusterClient cluster, EventRecorder events) {
        this.client = cluster.resource(V1Job.class);
        this.events = events;
    }

    /** Takes what has ended, or is gone, off the status' list. */
    V1CronJob settleHistory(V1CronJob cronJob, List<V1Job> own) {
        var status = CronJobController.status(cronJob);
        var active = new ArrayList<>(Objects.requireNonNullElse(status.getActive(), List.of()));
        for (var job : own) {
            var end = end(job);
            var known = active.removeIf(reference -> end != null && isTo(reference, job));
            if (known) {
                events.normal(
                        cronJob, "SawCompletedJob", "Saw completed job: %s, condition: %s".formatted(name(job), end));
            } else if (end == null
                    && job.getMetadata().getDeletionTimestamp() == null
                    && active.stream().noneMatch(reference -> isTo(reference, job))) {
                events.warning(
                        cronJob,
                        "UnexpectedJob",
                        "Saw a job that the controller did not create or forgot: " + name(job));
            }
            noteSuccess(cronJob, job, end);
        }
        active.removeIf(reference -> isMissing(cronJob, reference, own));
        status.setActive(active);
        return cronJob;
    }

    void stopActive(V1CronJob cronJob) {
        var status = CronJobController.status(cronJob);
        for (var reference : Objects.requireNonNullElse(status.getActive(), List.<V1ObjectReference>of())) {
            delete(cronJob, reference.getName(), reference.getUid());
        }
        status.setActive(List.of());
    }

    /** @return whether it is there now, started by this run or by one that could not tell */
    boolean start(V1CronJob cronJob, Instant due) {
        var fresh = fresh(cronJob, due);
        V1Job job;
        try {
            job = client.create(fresh);
            events.normal(cronJob, "SuccessfulCreate", "Created job " + name(job));
        } catch (ApiFailure e) {
            if (e.hasCause("NamespaceTerminating")) {
                return false;
            }
            if (!e.isAlreadyExists()) {
                events.warning(cronJob, "FailedCreate", "Error creating job: " + e.getMessage());
                throw e;
            }
            job = client.find(fresh.getMetadata().getNamespace(), name(fresh));
        }
        if (job == null || !ControllerReferences.isControlledBy(job, cronJob)) {
            return false;
        }
        if (end(job) == null) {
            note(cronJob, job);
        }
        return true;
    }

    /** Keeps as many ended ones as the history limits say, the newest. */
    void dropOld(V1CronJob cronJob, List<V1Job> own) {
        var spec = cronJob.getSpec();
        dropOld(cronJob, own, true, spec.getSuccessfulJobsHistoryLimit());
        dropOld(cronJob, own, false, spec.getFailedJobsHistoryLimit());
    }

    private void dropOld(V1CronJob cronJob, List<V1Job> own, boolean succeeded, @Nullable Integer limit) {
        if (limit == null) {
            return;
        }
        var ended = own.stream()
                .filter(job -> end(job) != null && COMPLETE.equals(end(job)) == succeeded)
                .filter(job -> job.getMetadata().getDeletionTimestamp() == null)
                .sorted(Comparator.comparing(
                                (V1Job job) -> job.getStatus().getStartTime(),
                                Comparator.nullsLast(Comparator.naturalOrder()))
                        .thenComparing(CronJobJobs::name))
                .toList();
        ended.stream()
                .limit(Math.max(0, ended.size() - limit))
                .forEach(job -> delete(cronJob, name(job), job.getMetadata().getUid()));
    }

    private void delete(V1CronJob cronJob, @Nullable String name, @Nullable String uid) {
        var namespace = Objects.requireNonNull(cronJob.getMetadata().getNamespace());
        try {
            client.delete(namespace, String.valueOf(name), new DeleteRequest(null, uid, "Background"));
            events.normal(cronJob, "SuccessfulDelete", "Deleted job " + name);
        } catch (ApiFailure e) {
            events.warning(cronJob, "FailedDelete", "Deleted job: " + e.getMessage());
            throw e;
        }
    }

    private boolean isMissing(V1CronJob cronJob, V1ObjectReference reference, List<V1Job> own) {
        if (own.stream().anyMatch(job -> isTo(reference, job))) {
            return false;
        }
        var live = client.find(Objects.requireNonNull(cronJob.getMetadata().getNamespace()), reference.getName());
        if (live != null && isTo(reference, live)) {
            return false;
        }
        events.normal(cronJob, "MissingJob", "Active job went missing: " + reference.getName());
        return true;
    }

    private static V1Job fresh(V1CronJob cronJob, Instant due) {
        var template = cronJob.getSpec().getJobTemplate();
        var given = Objects.requireNonNullElseGet(template.getMetadata(), V1ObjectMeta::new);
        Map<String, String> annotations = new HashMap<>(Objects.requireNonNullElse(given.getAnnotations(), Map.of()));
        var zone = cronJob.getSpec().getTimeZone();
        annotations.put(
                SCHEDULED,
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(
                        due.atZone(zone == null ? ZoneId.systemDefault() : ZoneId.of(zone))));
        return new V1Job()
                .metadata(new V1ObjectMeta()
                        .namespace(cronJob.getMetadata().getNamespace())
                        .name(cronJob.getMetadata().getName() + "-" + due.getEpochSecond() / 60)
                        .labels(given.getLabels())
                        .annotations(annotations)
                        .ownerReferences(List.of(ControllerReferences.to(cronJob))))
                .spec(ModelJson.read(ModelJson.tree(template.getSpec()), V1JobSpec.class));
    }

    private static void note(V1CronJob cronJob, V1Job job) {
        var status = CronJobController.status(cronJob);
        var active = new ArrayList<>(Objects.requireNonNullElse(status.getActive(), List.of()));
        if (active.stream().noneMatch(reference -> isTo(reference, job))) {
            var metadata = job.getMetadata();
            active.add(new V1ObjectReference()
                    .apiVersion("batch/v1")
                    .kind("Job")
                    .namespace(metadata.getNamespace())
                    .name(metadata.getName())
                    .uid(metadata.getUid())
                    .resourceVersion(metadata.getResourceVersion()));
        }
        status.setActive(active);
    }

    private static void noteSuccess(V1CronJob cronJob, V1Job job, @Nullable String end) {
        var status = CronJobController.status(cronJob);
        var time = COMPLETE.equals(end) ? job.getStatus().getCompletionTime() : null;
        if (time != null && (status.getLastSuccessfulTime() == null || time.isAfter(status.getLastSuccessfulTime()))) {
            status.setLastSuccessfulTime(time);
        }
    }

    /** The condition by which it ended; null while it runs. */
    private static @Nullable String end(V1Job job) {
        var status = job.getStatus();
        if (status == null || status.getConditions() == null) {
            return null;
        }
        return status.getConditions().stream()
                .filter(condition -> "True".equals(condition.getStatus()))
                .map(condition -> condition.getType())
                .filter(type -> type.equals(COMPLETE) || type.equals("Failed"))
                .findFirst()
                .orElse(null);
    }

    private static boolean isTo(V1ObjectReference reference, V1Job job) {
        return Objects.equals(reference.getUid(), job.getMetadata().getUid());
    }

    private static String name(V1Job job) {
        return Objects.requireNonNull(job.getMetadata().getName());
    }
}
