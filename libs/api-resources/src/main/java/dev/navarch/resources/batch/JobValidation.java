package dev.navarch.resources.batch;

import dev.navarch.machinery.selector.LabelSelector;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.podtemplate.WorkloadTemplateValidation;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import java.util.Map;

final class JobValidation {
    private JobValidation() {}

    static void validate(Field job) {
        var spec = job.get("spec");
        generated(job);
        validateSpec(spec);
    }

    static void validateSpec(Field spec) {
        JobSpecValidation.validate(spec);
        var selector = spec.get("selector");
        if (selector.absent()) selector.required("");
        else LabelValidation.selector(selector);
        WorkloadTemplateValidation.matches(selector, spec.get("template"));
    }

    /** Each pod of an indexed job is called after it. */
    static void validateNew(Field job) {
        var spec = job.get("spec");
        var completions = spec.get("completions").number();
        if (!spec.get("completionMode").text().equals("Indexed") || completions <= 0) return;
        var name = job.get("metadata").get("name");
        var last = name.text() + "-" + (completions - 1);
        if (!Names.dnsLabel(last).isEmpty())
            name.invalid("will not able to create pod with invalid DNS label: " + last);
    }

    private static void generated(Field job) {
        var spec = job.get("spec");
        if (spec.get("manualSelector").flag()) return;
        var uid = job.get("metadata").get("uid").text();
        var name = job.get("metadata").get("name").text();
        var labels = spec.get("template").get("metadata").get("labels");
        for (var key : JobLabels.UID) label(labels, key, uid);
        for (var key : JobLabels.NAME) label(labels, key, name);
        var matches = LabelSelector.of(spec.get("selector").value())
                .matches(Map.of(JobLabels.CONTROLLER_UID, uid, "controller-uid", uid));
        if (!matches && spec.get("selector").present()) spec.get("selector").invalid("`selector` not auto-generated");
    }

    private static void label(Field labels, String key, String value) {
        var at = labels.reportedAt(labels.path().key(key));
        var found = labels.value().path(key);
        if (found.isMissingNode()) at.required("must be '" + value + "'");
        else if (!found.asString("").equals(value)) at.invalid(found.asString(""), "must be '" + value + "'");
    }
}
