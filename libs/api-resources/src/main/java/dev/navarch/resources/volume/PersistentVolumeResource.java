package dev.navarch.resources.volume;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class PersistentVolumeResource {
    private PersistentVolumeResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "PersistentVolume", "persistentvolumes")
                .clusterScoped()
                .shortNames("pv")
                .status()
                .strategy(new PersistentVolumeStrategy())
                .columns(VolumeColumns.VOLUME)
                .define();
    }
}
