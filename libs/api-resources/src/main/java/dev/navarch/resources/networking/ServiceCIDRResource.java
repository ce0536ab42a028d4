package dev.navarch.resources.networking;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ServiceCIDRResource {
    private ServiceCIDRResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("networking.k8s.io/v1", "ServiceCIDR", "servicecidrs")
                .clusterScoped()
                .notActedOn()
                .status()
                .strategy(new AddressStrategies.OfRanges())
                .columns(NetworkingColumns.SERVICE_CIDR)
                .define();
    }
}
