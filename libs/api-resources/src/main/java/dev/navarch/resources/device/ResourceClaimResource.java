package dev.navarch.resources.device;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ResourceClaimResource {
    private ResourceClaimResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("resource.k8s.io/v1", "ResourceClaim", "resourceclaims")
                .notActedOn()
                .status()
                .strategy(new ResourceClaimStrategy())
                .columns(DeviceColumns.CLAIM)
                .define();
    }
}
