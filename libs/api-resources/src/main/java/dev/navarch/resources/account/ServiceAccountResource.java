package dev.navarch.resources.account;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ServiceAccountResource {
    private ServiceAccountResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "ServiceAccount", "serviceaccounts")
                .shortNames("sa")
                .subresourceOf("authentication.k8s.io/v1", "token", "TokenRequest", "create")
                .strategy(new ServiceAccountStrategy())
                .columns(ServiceAccountColumns.COLUMNS)
                .define();
    }
}
