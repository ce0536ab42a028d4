package dev.navarch.resources.rbac;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ClusterRoleResource {
    private ClusterRoleResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("rbac.authorization.k8s.io/v1", "ClusterRole", "clusterroles")
                .clusterScoped()
                .strategy(new RoleStrategy(false))
                .define();
    }
}
