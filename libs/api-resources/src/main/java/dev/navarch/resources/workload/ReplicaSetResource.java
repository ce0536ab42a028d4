package dev.navarch.resources.workload;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ReplicaSetResource {
    private ReplicaSetResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("apps/v1", "ReplicaSet", "replicasets")
                .shortNames("rs")
                .categories("all")
                .scale()
                .status()
                .strategy(new ReplicaSetStrategy())
                .columns(new ReplicaSetColumns())
                .define();
    }
}
