package dev.navarch.resources.storage;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class CSIDriverResource {
    private CSIDriverResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("storage.k8s.io/v1", "CSIDriver", "csidrivers")
                .clusterScoped()
                .notActedOn()
                .strategy(new CSIDriverStrategy())
                .columns(StorageColumns.CSI_DRIVER)
                .define();
    }
}
