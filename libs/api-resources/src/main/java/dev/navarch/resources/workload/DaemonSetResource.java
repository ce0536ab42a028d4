package dev.navarch.resources.workload;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class DaemonSetResource {
    private DaemonSetResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("apps/v1", "DaemonSet", "daemonsets")
                .shortNames("ds")
                .categories("all")
                .status()
                .strategy(new DaemonSetStrategy())
                .columns(new DaemonSetColumns())
                .define();
    }
}
