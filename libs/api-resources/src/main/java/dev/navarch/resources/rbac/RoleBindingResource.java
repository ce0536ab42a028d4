package dev.navarch.resources.rbac;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class RoleBindingResource {
    private RoleBindingResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("rbac.authorization.k8s.io/v1", "RoleBinding", "rolebindings")
                .strategy(new BindingStrategy(true))
                .columns(RbacColumns.BINDING)
                .define();
    }
}
