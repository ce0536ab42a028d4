package dev.navarch.resources.storage;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class VolumeAttributesClassResource {
    private VolumeAttributesClassResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("storage.k8s.io/v1", "VolumeAttributesClass", "volumeattributesclasses")
                .clusterScoped()
                .shortNames("vac")
                .notActedOn()
                .strategy(new VolumeAttributesClassStrategy())
                .columns(StorageColumns.VOLUME_ATTRIBUTES_CLASS)
                .define();
    }
}
