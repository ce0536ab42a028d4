package dev.navarch.resources.rbac;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class RoleResource {
    private RoleResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("rbac.authorization.k8s.io/v1", "Role", "roles")
                .strategy(new RoleStrategy(true))
                .define();
    }
}
