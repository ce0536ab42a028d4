package dev.navarch.resources.aggregation;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class APIServiceResource {
    private APIServiceResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("apiregistration.k8s.io/v1", "APIService", "apiservices")
                .clusterScoped()
                .categories("api-extensions")
                .status()
                .strategy(new APIServiceStrategy())
                .columns(APIServiceColumns.COLUMNS)
                .define();
    }
}
