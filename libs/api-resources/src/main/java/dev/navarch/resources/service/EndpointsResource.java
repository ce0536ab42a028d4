package dev.navarch.resources.service;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class EndpointsResource {
    private EndpointsResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "Endpoints", "endpoints")
                .shortNames("ep")
                .strategy(new EndpointsStrategy())
                .columns(new EndpointsColumns())
                .define();
    }
}
