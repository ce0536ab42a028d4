package dev.navarch.resources.flowcontrol;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class FlowSchemaResource {
    private FlowSchemaResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("flowcontrol.apiserver.k8s.io/v1", "FlowSchema", "flowschemas")
                .clusterScoped()
                .notActedOn()
                .status()
                .strategy(new FlowSchemaStrategy())
                .columns(FlowColumns.SCHEMA)
                .define();
    }
}
