package dev.navarch.resources.quota;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ResourceQuotaResource {
    private ResourceQuotaResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "ResourceQuota", "resourcequotas")
                .shortNames("quota")
                .status()
                .strategy(new ResourceQuotaStrategy())
                .columns(ResourceQuotaColumns.COLUMNS)
                .define();
    }
}
