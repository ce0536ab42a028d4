package dev.navarch.resources.configuration;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ConfigMapResource {
    private ConfigMapResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "ConfigMap", "configmaps")
                .shortNames("cm")
                .strategy(new ConfigMapStrategy())
                .columns(new ConfigMapColumns())
                .define();
    }
}
