package dev.navarch.resources.networking;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class IPAddressResource {
    private IPAddressResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("networking.k8s.io/v1", "IPAddress", "ipaddresses")
                .clusterScoped()
                .shortNames("ip")
                .notActedOn()
                .strategy(new AddressStrategies.OfAddresses())
                .columns(NetworkingColumns.IP_ADDRESS)
                .define();
    }
}
