package dev.navarch.resources.batch;

import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.podtemplate.PodSpecWarnings;
import dev.navarch.resources.podtemplate.PodTemplateDefaults;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class CronJobStrategy extends StatusKindStrategy {
    private static final int MAX_NAME = 52;

    @Override
    public void applyDefaults(ObjectNode cronJob) {
        var spec = Tree.object(cronJob, "spec");
        Tree.fill(spec, "concurrencyPolicy", "Allow");
        Tree.fill(spec, "suspend", false);
        Tree.fill(spec, "successfulJobsHistoryLimit", 3);
        Tree.fill(spec, "failedJobsHistoryLimit", 1);
        var template = Tree.object(spec, "jobTemplate");
        Tree.object(template, "metadata");
        PodTemplateDefaults.apply(Tree.object(Tree.object(template, "spec"), "template"));
    }

    @Override
    protected void validate(Field cronJob) {
        var spec = cronJob.get("spec");
        schedule(spec.get("schedule"));
        zone(spec.get("timeZone"));
        spec.get("startingDeadlineSeconds").notNegative();
        spec.get("concurrencyPolicy").neededOneOf(List.of("Allow", "Forbid", "Replace"));
        var job = spec.get("jobTemplate").get("spec");
        JobSpecValidation.validate(job);
        if (job.get("manualSelector").flag()) job.get("manualSelector").notSupported(List.of("nil", "false"));
        if (job.get("selector").present()) job.get("selector").invalid("`selector` will be auto-generated");
        for (var limit : List.of("successfulJobsHistoryLimit", "failedJobsHistoryLimit"))
            spec.get(limit).notNegative();
    }

    /** Its jobs are called after it. */
    @Override
    protected void validateNew(Field cronJob) {
        var name = cronJob.get("metadata").get("name");
        if (name.text().length() > MAX_NAME) name.invalid("must be no more than " + MAX_NAME + " characters");
    }

    private static void schedule(Field schedule) {
        if (schedule.needed().empty()) return;
        if (schedule.text().contains("TZ"))
            schedule.invalid("cannot use TZ or CRON_TZ in schedule, use timeZone field instead");
        var problem = CronSchedule.problem(schedule.text());
        if (problem != null) schedule.invalid(problem);
    }

    private static void zone(Field zone) {
        if (zone.absent()) return;
        if (zone.text().isEmpty()) {
            zone.invalid("timeZone must be nil or non-empty string");
            return;
        }
        if (zone.text().equalsIgnoreCase("Local")) {
            zone.invalid("timeZone must be an explicit time zone as defined in https://www.iana.org/time-zones");
            return;
        }
        try {
            ZoneId.of(zone.text());
        } catch (DateTimeException unknown) {
            zone.invalid("unknown time zone " + zone.text());
        }
    }

    @Override
    public List<String> warnings(ObjectNode object) {
        var warnings = new ArrayList<String>();
        var template = object.path("spec").path("jobTemplate").path("spec").path("template");
        PodSpecWarnings.collect(
                template.path("spec"), template.path("metadata"), "spec.jobTemplate.spec.template.", warnings);
        return warnings;
    }
}
