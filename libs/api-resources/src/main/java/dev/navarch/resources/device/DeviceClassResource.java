package dev.navarch.resources.device;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class DeviceClassResource {
    private DeviceClassResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("resource.k8s.io/v1", "DeviceClass", "deviceclasses")
                .clusterScoped()
                .notActedOn()
                .strategy(new DeviceClassStrategy())
                .columns(DeviceColumns.NAME_AND_AGE)
                .define();
    }
}
