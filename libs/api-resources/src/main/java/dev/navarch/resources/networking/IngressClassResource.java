package dev.navarch.resources.networking;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class IngressClassResource {
    private IngressClassResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("networking.k8s.io/v1", "IngressClass", "ingressclasses")
                .clusterScoped()
                .notActedOn()
                .strategy(new IngressClassStrategy())
                .columns(NetworkingColumns.INGRESS_CLASS)
                .define();
    }
}
