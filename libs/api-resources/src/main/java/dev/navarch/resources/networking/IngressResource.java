package dev.navarch.resources.networking;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class IngressResource {
    private IngressResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("networking.k8s.io/v1", "Ingress", "ingresses")
                .shortNames("ing")
                .notActedOn()
                .status()
                .strategy(new IngressStrategy())
                .columns(IngressColumns.COLUMNS)
                .define();
    }
}
