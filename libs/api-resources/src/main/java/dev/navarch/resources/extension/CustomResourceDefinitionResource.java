package dev.navarch.resources.extension;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class CustomResourceDefinitionResource {
    private CustomResourceDefinitionResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("apiextensions.k8s.io/v1", "CustomResourceDefinition", "customresourcedefinitions")
                .clusterScoped()
                .shortNames("crd", "crds")
                .categories("api-extensions")
                .notActedOn()
                .status()
                .strategy(new DefinitionStrategy())
                .define();
    }
}
