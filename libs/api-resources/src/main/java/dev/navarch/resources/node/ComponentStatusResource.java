package dev.navarch.resources.node;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ComponentStatusResource {
    private ComponentStatusResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "ComponentStatus", "componentstatuses")
                .clusterScoped()
                .shortNames("cs")
                .verbs("get", "list")
                .answeredOnly()
                .columns(new ComponentStatusColumns())
                .define();
    }
}
