package dev.navarch.resources.namespace;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class NamespaceResource {
    private NamespaceResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "Namespace", "namespaces")
                .clusterScoped()
                .shortNames("ns")
                .verbs("create", "delete", "get", "list", "patch", "update", "watch")
                .subresource("finalize", "Namespace", "update")
                .status()
                .strategy(new NamespaceStrategy())
                .columns(new NamespaceColumns())
                .define();
    }
}
