package dev.navarch.resources.networking;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class NetworkPolicyResource {
    private NetworkPolicyResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("networking.k8s.io/v1", "NetworkPolicy", "networkpolicies")
                .shortNames("netpol")
                .notActedOn()
                .strategy(new NetworkPolicyStrategy())
                .columns(NetworkingColumns.NETWORK_POLICY)
                .define();
    }
}
