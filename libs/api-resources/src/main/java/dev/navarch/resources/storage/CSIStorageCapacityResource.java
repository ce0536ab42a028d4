package dev.navarch.resources.storage;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class CSIStorageCapacityResource {
    private CSIStorageCapacityResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("storage.k8s.io/v1", "CSIStorageCapacity", "csistoragecapacities")
                .notActedOn()
                .strategy(new CSIStorageCapacityStrategy())
                .columns(StorageColumns.CSI_STORAGE_CAPACITY)
                .define();
    }
}
