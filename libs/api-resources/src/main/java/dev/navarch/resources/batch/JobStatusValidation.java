package dev.navarch.resources.batch;

import dev.navarch.machinery.time.Timestamps;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;

/** The rules for what a job's loop writes of it. */
final class JobStatusValidation {
    private JobStatusValidation() {}

    static void validate(Field job, Field stored) {
        var status = job.get("status");
        var before = stored.get("status");
        for (var count : List.of("active", "succeeded", "failed", "ready", "terminating"))
            status.get(count).notNegative();
        if (status.get("ready").number() > status.get("active").number())
            status.get("ready").invalid("cannot set more ready pods than active");
        uncounted(status.get("uncountedTerminatedPods"), isFinished(status));
        if (status.get("failed").number() < before.get("failed").number())
            status.get("failed").invalid("cannot decrease the failed counter");
        if (status.get("succeeded").number() < before.get("succeeded").number())
            status.get("succeeded").invalid("cannot decrease the succeeded counter");
        conditions(status, before);
        times(status);
        if (isFinished(status))
            for (var count : List.of("active", "terminating"))
                if (status.get(count).number() > 0) status.get(count).invalid(count + ">0 is invalid for finished job");
        if (status.get("completedIndexes").notEmpty()
                && !job.get("spec").get("completionMode").text().equals("Indexed"))
            status.get("completedIndexes")
                    .invalid("cannot set non-empty completedIndexes when non-indexed completion mode");
    }

    private static void uncounted(Field pods, boolean finished) {
        if (finished && (pods.get("failed").notEmpty() || pods.get("succeeded").notEmpty()))
            pods.invalid("must be empty for finished job");
        var seen = new HashSet<String>();
        for (var list : List.of("succeeded", "failed"))
            for (var uid : pods.get(list).items()) {
                if (uid.text().isEmpty()) uid.invalid("must not be empty");
                else if (!seen.add(uid.text())) uid.duplicate();
            }
    }

    private static void conditions(Field status, Field before) {
        var conditions = status.get("conditions");
        var complete = holds(status, "Complete");
        var failed = holds(status, "Failed");
        if (complete && failed) conditions.invalid("cannot set Complete=True and Failed=true conditions");
        if (failed && !holds(before, "Failed") && !holds(status, "FailureTarget"))
            conditions.invalid("cannot set Failed=True condition without the FailureTarget=true condition");
        if (complete && !holds(before, "Complete") && !holds(status, "SuccessCriteriaMet"))
            conditions.invalid("cannot set Complete=True condition without the SuccessCriteriaMet=true condition");
        for (var terminal : List.of("Failed", "Complete", "FailureTarget", "SuccessCriteriaMet"))
            if (holds(before, terminal) && !holds(status, terminal))
                conditions.invalid("cannot disable the terminal " + terminal + "=True condition");
        if (holds(status, "SuccessCriteriaMet") && failed)
            conditions.invalid("cannot set Failed=True and SuccessCriteriaMet=true conditions");
        if (holds(status, "SuccessCriteriaMet") && holds(status, "FailureTarget"))
            conditions.invalid("cannot set FailureTarget=True and SuccessCriteriaMet=true conditions");
    }

    private static void times(Field status) {
        var completion = status.get("completionTime");
        var start = status.get("startTime");
        if (completion.present() && !holds(status, "Complete"))
            completion.invalid("cannot set completionTime when there is no Complete=True condition");
        if (completion.absent() && holds(status, "Complete"))
            completion.required("completionTime is required for Complete jobs");
        if (start.absent() && isFinished(status)) start.required("startTime is required for finished job");
        var from = Timestamps.parse(start.text());
        var to = Timestamps.parse(completion.text());
        if (from != null && to != null && to.isBefore(from))
            completion.invalid("must be equal to or after `startTime`");
    }

    private static boolean isFinished(Field status) {
        return holds(status, "Complete") || holds(status, "Failed");
    }

    private static boolean holds(Field status, String type) {
        return status.get("conditions").items().stream()
                .anyMatch(condition -> condition.get("type").text().equals(type)
                        && condition.get("status").text().equals("True"));
    }
}
