package dev.navarch.resources.scheduling;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class PriorityClassResource {
    private PriorityClassResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("scheduling.k8s.io/v1", "PriorityClass", "priorityclasses")
                .clusterScoped()
                .shortNames("pc")
                .strategy(new PriorityClassStrategy())
                .columns(PriorityClassColumns.COLUMNS)
                .define();
    }
}
