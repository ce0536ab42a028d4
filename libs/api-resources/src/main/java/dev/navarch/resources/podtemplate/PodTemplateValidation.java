package dev.navarch.resources.podtemplate;

import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;

/** The rules of the pod template of a workload. */
public final class PodTemplateValidation {
    private PodTemplateValidation() {}

    public static void validate(Field template) {
        validateMetadata(template);
        PodSpecValidation.validateTemplate(template.get("spec"), template.get("metadata"));
        template.get("spec")
                .get("ephemeralContainers")
                .forbiddenIfSet("ephemeral containers not allowed in pod template");
    }

    /** Labels and annotations are reported beside {@code metadata}, not in it. */
    public static void validateMetadata(Field template) {
        var metadata = template.get("metadata");
        LabelValidation.labels(metadata.get("labels").reportedAt(template.path().child("labels")));
        LabelValidation.annotations(
                metadata.get("annotations").reportedAt(template.path().child("annotations")));
    }
}
