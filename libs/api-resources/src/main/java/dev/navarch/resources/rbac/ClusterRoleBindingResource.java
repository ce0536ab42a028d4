package dev.navarch.resources.rbac;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class ClusterRoleBindingResource {
    private ClusterRoleBindingResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("rbac.authorization.k8s.io/v1", "ClusterRoleBinding", "clusterrolebindings")
                .clusterScoped()
                .strategy(new BindingStrategy(false))
                .columns(RbacColumns.BINDING)
                .define();
    }
}
