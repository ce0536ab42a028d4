package dev.navarch.resources.flowcontrol;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class PriorityLevelConfigurationResource {
    private PriorityLevelConfigurationResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of(
                        "flowcontrol.apiserver.k8s.io/v1", "PriorityLevelConfiguration", "prioritylevelconfigurations")
                .clusterScoped()
                .notActedOn()
                .status()
                .strategy(new PriorityLevelStrategy())
                .columns(FlowColumns.LEVEL)
                .define();
    }
}
