package dev.navarch.resources.workload;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ControllerRevisionResource {
    private ControllerRevisionResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("apps/v1", "ControllerRevision", "controllerrevisions")
                .strategy(new ControllerRevisionStrategy())
                .columns(new ControllerRevisionColumns())
                .define();
    }
}
