package dev.navarch.resources.pod;

import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.form.ResourceForm;

public final class PodResource {
    private PodResource() {}

    public static ResourceDefinition form() {
        return ResourceForm.of("v1", "Pod", "pods")
                .shortNames("po")
                .categories("all")
                .subresource("attach", "PodAttachOptions", "create", "get")
                .subresource("binding", "Binding", "create")
                .subresource("ephemeralcontainers", "Pod", "get", "patch", "update")
                .subresourceOf("policy/v1", "eviction", "Eviction", "create")
                .subresource("exec", "PodExecOptions", "create", "get")
                .subresource("log", "Pod", "get")
                .subresource("portforward", "PodPortForwardOptions", "create", "get")
                .subresource("proxy", "PodProxyOptions", "create", "delete", "get", "patch", "update")
                .subresource("resize", "Pod", "get", "patch", "update")
                .status()
                .strategy(new PodStrategy())
                .columns(new PodColumns())
                .define();
    }
}
