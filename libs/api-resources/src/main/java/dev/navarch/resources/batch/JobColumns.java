package dev.navarch.resources.batch;

import dev.navarch.machinery.time.HumanDuration;
import dev.navarch.machinery.time.Timestamps;
import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.form.SelectorText;
import dev.navarch.resources.tree.Tree;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class JobColumns {
    static final TableColumns COLUMNS = ColumnForm.named()
            .text("Status", "How far it is.", JobColumns::status)
            .text("Completions", "How many of its pods have succeeded.", JobColumns::completions)
            .timed("Duration", "How long it has taken.", JobColumns::duration)
            .age()
            .wide("Containers", "The containers of its pods.", of -> Cells.containers(pod(of)))
            .wide("Images", "Their images.", of -> Cells.images(pod(of)))
            .wide(
                    "Selector",
                    "Which pods belong to it.",
                    of -> SelectorText.shown(of.path("spec").path("selector")))
            .columns();

    private JobColumns() {}

    private static JsonNode pod(ObjectNode job) {
        return job.path("spec").path("template").path("spec");
    }

    private static String status(ObjectNode job) {
        if (holds(job, "Complete")) return "Complete";
        if (holds(job, "Failed")) return "Failed";
        if (job.path("metadata").hasNonNull("deletionTimestamp")) return "Terminating";
        for (var type : List.of("Suspended", "FailureTarget", "SuccessCriteriaMet")) if (holds(job, type)) return type;
        return "Running";
    }

    private static boolean holds(ObjectNode job, String type) {
        for (var condition : job.path("status").path("conditions"))
            if (Tree.text(condition, "type").equals(type)
                    && Tree.text(condition, "status").equals("True")) return true;
        return false;
    }

    private static String completions(ObjectNode job) {
        var spec = job.path("spec");
        var succeeded = job.path("status").path("succeeded").asLong(0);
        if (Tree.has(spec, "completions"))
            return succeeded + "/" + spec.path("completions").asLong(0);
        var parallelism = spec.path("parallelism").asLong(0);
        return parallelism > 1 ? succeeded + "/1 of " + parallelism : succeeded + "/1";
    }

    private static String duration(ObjectNode job, Instant now) {
        var status = job.path("status");
        var start = Timestamps.parse(Tree.text(status, "startTime"));
        if (start == null) return "";
        var end = Timestamps.parse(Tree.text(status, "completionTime"));
        return HumanDuration.of(Duration.between(start, end == null ? now : end));
    }
}
