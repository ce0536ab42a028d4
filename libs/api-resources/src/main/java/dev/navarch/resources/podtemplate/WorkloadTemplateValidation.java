package dev.navarch.resources.podtemplate;

import dev.navarch.machinery.selector.LabelSelector;
import dev.navarch.machinery.selector.SelectorException;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules that workloads share: a selector, and a template whose labels it matches. */
public final class WorkloadTemplateValidation {
    private WorkloadTemplateValidation() {}

    /** Reports a selector that is missing, empty or malformed. */
    public static void selector(Field selector, String ofWhat) {
        if (selector.absent()) {
            selector.required("");
            return;
        }
        LabelValidation.selector(selector);
        if (isEmpty(selector)) selector.invalid("empty selector is invalid for " + ofWhat);
    }

    /** Reports, once more, a selector that cannot be read. */
    public static boolean readable(Field selector, int errorsBefore) {
        var readable = isWellFormed(selector, errorsBefore);
        if (!readable) selector.invalid("invalid label selector");
        return readable;
    }

    /** Whether nothing was wrong with its parts, by the errors there are since it was looked at. */
    public static boolean isWellFormed(Field selector, int errorsBefore) {
        return selector.errors().stream()
                .skip(errorsBefore)
                .noneMatch(error -> error.field().startsWith(selector.path() + ".match"));
    }

    public static void matches(Field selector, Field template) {
        var labels = template.get("metadata").get("labels");
        if (!isEmpty(selector) && !matcher(selector).matches(map(labels)))
            labels.invalid(
                    labels.absent() ? Field.NULL : labels.value(), "`selector` does not match template `labels`");
    }

    /** What a workload that keeps its pods running demands of their spec. */
    public static void alwaysRunning(Field template, String kind) {
        var spec = template.get("spec");
        var policy = spec.get("restartPolicy");
        if (!policy.text().equals("Always")) policy.notSupported(List.of("Always"));
        if (spec.get("activeDeadlineSeconds").present())
            spec.get("activeDeadlineSeconds").forbidden("activeDeadlineSeconds in " + kind + " is not Supported");
    }

    /** There, but without any requirement. */
    private static boolean isEmpty(Field selector) {
        return selector.present()
                && selector.get("matchLabels").empty()
                && selector.get("matchExpressions").empty();
    }

    private static LabelSelector matcher(Field selector) {
        try {
            return LabelSelector.of(selector.value());
        } catch (SelectorException malformed) {
            return LabelSelector.NOTHING;
        }
    }

    public static Map<String, String> map(Field labels) {
        var map = new HashMap<String, String>();
        for (var entry : labels.entries())
            map.put(entry.getKey(), entry.getValue().text());
        return map;
    }
}
