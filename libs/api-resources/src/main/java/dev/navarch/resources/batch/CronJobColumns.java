package dev.navarch.resources.batch;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.form.SelectorText;
import dev.navarch.resources.tree.Tree;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class CronJobColumns {
    static final TableColumns COLUMNS = ColumnForm.named()
            .text("Schedule", "When it makes jobs.", of -> Tree.text(of.path("spec"), "schedule"))
            .text("Timezone", "Where that is.", of -> Cells.or(of.path("spec").path("timeZone"), Cells.NONE))
            .flag(
                    "Suspend",
                    "Whether it makes none for now.",
                    of -> suspended(of.path("spec").path("suspend")))
            .number(
                    "Active",
                    "How many of its jobs run.",
                    of -> of.path("status").path("active").size())
            .timed(
                    "Last Schedule",
                    "When it last made one.",
                    (of, now) -> Tree.has(of.path("status"), "lastScheduleTime")
                            ? Cells.since(of.path("status").path("lastScheduleTime"), now)
                            : Cells.NONE)
            .age()
            .wide("Containers", "The containers of its jobs' pods.", of -> Cells.containers(pod(of)))
            .wide("Images", "Their images.", of -> Cells.images(pod(of)))
            .wide("Selector", "Which pods belong to its jobs.", of -> SelectorText.shown(job(of).path("selector")))
            .columns();

    private CronJobColumns() {}

    private static String suspended(JsonNode suspend) {
        if (!suspend.isBoolean()) return Cells.UNSET;
        return suspend.asBoolean() ? "True" : "False";
    }

    private static JsonNode job(ObjectNode cronJob) {
        return cronJob.path("spec").path("jobTemplate").path("spec");
    }

    private static JsonNode pod(ObjectNode cronJob) {
        return job(cronJob).path("template").path("spec");
    }
}
