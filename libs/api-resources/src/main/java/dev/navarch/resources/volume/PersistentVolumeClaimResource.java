package dev.navarch.resources.volume;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class PersistentVolumeClaimResource {
    private PersistentVolumeClaimResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "PersistentVolumeClaim", "persistentvolumeclaims")
                .shortNames("pvc")
                .status()
                .strategy(new PersistentVolumeClaimStrategy())
                .columns(VolumeColumns.CLAIM)
                .define();
    }
}
