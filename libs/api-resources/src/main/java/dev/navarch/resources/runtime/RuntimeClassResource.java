package dev.navarch.resources.runtime;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class RuntimeClassResource {
    private RuntimeClassResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("node.k8s.io/v1", "RuntimeClass", "runtimeclasses")
                .clusterScoped()
                .notActedOn()
                .strategy(new RuntimeClassStrategy())
                .columns(RuntimeClassColumns.COLUMNS)
                .define();
    }
}
