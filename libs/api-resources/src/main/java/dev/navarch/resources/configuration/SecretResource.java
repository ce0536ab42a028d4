package dev.navarch.resources.configuration;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class SecretResource {
    private SecretResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "Secret", "secrets")
                .strategy(new SecretStrategy())
                .columns(new SecretColumns())
                .define();
    }
}
