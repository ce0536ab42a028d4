package dev.navarch.resources.workload;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class DeploymentResource {
    private DeploymentResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("apps/v1", "Deployment", "deployments")
                .shortNames("deploy")
                .categories("all")
                .scale()
                .status()
                .strategy(new DeploymentStrategy())
                .columns(new DeploymentColumns())
                .define();
    }
}
