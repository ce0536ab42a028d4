package dev.navarch.resources.node;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class NodeResource {
    private NodeResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "Node", "nodes")
                .clusterScoped()
                .shortNames("no")
                .subresource("proxy", "NodeProxyOptions", "create", "delete", "get", "patch", "update")
                .status()
                .strategy(new NodeStrategy())
                .columns(new NodeColumns())
                .define();
    }
}
