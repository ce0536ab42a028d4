package dev.navarch.resources.storage;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class VolumeAttachmentResource {
    private VolumeAttachmentResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("storage.k8s.io/v1", "VolumeAttachment", "volumeattachments")
                .clusterScoped()
                .notActedOn()
                .status()
                .strategy(new VolumeAttachmentStrategy())
                .columns(StorageColumns.VOLUME_ATTACHMENT)
                .define();
    }
}
