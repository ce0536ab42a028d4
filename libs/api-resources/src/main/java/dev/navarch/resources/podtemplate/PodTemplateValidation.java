package dev.navarch.resources.podtemplate;

import dev.navarch.machinery.selector.LabelSelector;
import dev.navarch.machinery.selector.SelectorException;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules of the pod template of a workload. */
public final class PodTemplateValidation {
    private PodTemplateValidation() {}

    /** Labels and annotations are reported beside {@code metadata}, not in it. */
    public static void validate(Field template) {
        var metadata = template.get("metadata");
        LabelValidation.labels(metadata.get("labels").reportedAt(template.path().child("labels")));
        LabelValidation.annotations(
                metadata.get("annotations").reportedAt(template.path().child("annotations")));
        PodSpecValidation.validateTemplate(template.get("spec"), metadata);
        template.get("spec")
                .get("ephemeralContainers")
                .forbiddenIfSet("ephemeral containers not allowed in pod template");
    }

    /** What a workload that keeps its pods running demands besides. */
    public static void validateAlwaysRunning(Field template, String kind) {
        var spec = template.get("spec");
        spec.get("restartPolicy").oneOf(List.of("Always"));
        if (spec.get("activeDeadlineSeconds").present())
            spec.get("activeDeadlineSeconds").forbidden("activeDeadlineSeconds in " + kind + " is not Supported");
    }

    /** Reported at the template's labels. */
    public static void validateMatches(Field template, Field selector) {
        try {
            var labels = template.get("metadata").get("labels");
            var matcher = LabelSelector.of(selector.value());
            if (!selector.empty() && !matcher.matches(map(labels)))
                labels.invalid(
                        labels.absent() ? "null" : labels.value(), "`selector` does not match template `labels`");
        } catch (SelectorException reportedElsewhere) {
            selector.invalid("invalid label selector");
        }
    }

    public static Map<String, String> map(Field labels) {
        var map = new HashMap<String, String>();
        for (var entry : labels.entries())
            map.put(entry.getKey(), entry.getValue().text());
        return map;
    }
}
