package dev.navarch.resources.workload;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class StatefulSetResource {
    private StatefulSetResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("apps/v1", "StatefulSet", "statefulsets")
                .shortNames("sts")
                .categories("all")
                .scale()
                .status()
                .strategy(new StatefulSetStrategy())
                .columns(new StatefulSetColumns())
                .define();
    }
}
