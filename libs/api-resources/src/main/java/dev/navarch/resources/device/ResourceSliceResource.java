package dev.navarch.resources.device;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ResourceSliceResource {
    private ResourceSliceResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("resource.k8s.io/v1", "ResourceSlice", "resourceslices")
                .clusterScoped()
                .notActedOn()
                .strategy(new ResourceSliceStrategy())
                .columns(DeviceColumns.SLICE)
                .define();
    }
}
