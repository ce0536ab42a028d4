package dev.navarch.resources.discovery;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class EndpointSliceResource {
    private EndpointSliceResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("discovery.k8s.io/v1", "EndpointSlice", "endpointslices")
                .strategy(new EndpointSliceStrategy())
                .columns(EndpointSliceColumns.COLUMNS)
                .define();
    }
}
