package dev.navarch.resources.device;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ResourceClaimTemplateResource {
    private ResourceClaimTemplateResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("resource.k8s.io/v1", "ResourceClaimTemplate", "resourceclaimtemplates")
                .notActedOn()
                .strategy(new ResourceClaimTemplateStrategy())
                .columns(DeviceColumns.NAME_AND_AGE)
                .define();
    }
}
