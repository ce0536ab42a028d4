package dev.navarch.resources.service;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ServiceResource {
    private ServiceResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "Service", "services")
                .shortNames("svc")
                .categories("all")
                .subresource("proxy", "ServiceProxyOptions", "create", "delete", "get", "patch", "update")
                .status()
                .strategy(new ServiceStrategy())
                .columns(new ServiceColumns())
                .define();
    }
}
