package dev.navarch.resources.storage;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class StorageClassResource {
    private StorageClassResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("storage.k8s.io/v1", "StorageClass", "storageclasses")
                .clusterScoped()
                .shortNames("sc")
                .strategy(new StorageClassStrategy())
                .columns(StorageColumns.STORAGE_CLASS)
                .define();
    }
}
