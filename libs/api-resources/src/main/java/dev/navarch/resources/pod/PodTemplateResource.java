package dev.navarch.resources.pod;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class PodTemplateResource {
    private PodTemplateResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "PodTemplate", "podtemplates")
                .notActedOn()
                .strategy(new PodTemplateStrategy())
                .columns(new PodTemplateColumns())
                .define();
    }
}
