package dev.navarch.resources.storage;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class CSINodeResource {
    private CSINodeResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("storage.k8s.io/v1", "CSINode", "csinodes")
                .clusterScoped()
                .notActedOn()
                .strategy(new CSINodeStrategy())
                .columns(StorageColumns.CSI_NODE)
                .define();
    }
}
