package dev.navarch.resources.quota;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class LimitRangeResource {
    private LimitRangeResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "LimitRange", "limitranges")
                .shortNames("limits")
                .strategy(new LimitRangeStrategy())
                .define();
    }
}
