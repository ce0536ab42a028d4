package dev.navarch.resources.lease;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class LeaseResource {
    private LeaseResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("coordination.k8s.io/v1", "Lease", "leases")
                .strategy(new LeaseStrategy())
                .columns(LeaseColumns.COLUMNS)
                .define();
    }
}
