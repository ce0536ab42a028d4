package dev.navarch.resources.workload;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ReplicationControllerResource {
    private ReplicationControllerResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "ReplicationController", "replicationcontrollers")
                .shortNames("rc")
                .categories("all")
                .scale()
                .status()
                .strategy(new ReplicationControllerStrategy())
                .columns(new ReplicaSetColumns())
                .define();
    }
}
