package dev.navarch.resources.pod;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class BindingResource {
    private BindingResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "Binding", "bindings")
                .verbs("create")
                .answeredOnly()
                .define();
    }
}
