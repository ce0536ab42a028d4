package dev.navarch.resources.service;

import dev.navarch.resources.tree.Tree;
import tools.jackson.databind.node.ObjectNode;

final class ServiceDefaults {
    private static final int AFFINITY_SECONDS = 10_800;

    private ServiceDefaults() {}

    static void apply(ObjectNode service) {
        var spec = Tree.object(service, "spec");
        Tree.fill(spec, "sessionAffinity", "None");
        affinity(spec);
        Tree.fill(spec, "type", "ClusterIP");
        for (var port : Tree.objects(spec, "ports")) port(port);
        if (ServiceSpecs.isExternallyAccessible(spec)) Tree.fill(spec, "externalTrafficPolicy", "Cluster");
        if (!ServiceSpecs.isExternalName(spec)) Tree.fillAbsent(spec, "internalTrafficPolicy", "Cluster");
        if (!ServiceSpecs.isLoadBalancer(spec)) return;
        Tree.fill(spec, "allocateLoadBalancerNodePorts", true);
        for (var ingress : Tree.objects(service.path("status").path("loadBalancer"), "ingress"))
            if (!Tree.text(ingress, "ip").isEmpty()) Tree.fillAbsent(ingress, "ipMode", "VIP");
    }

    private static void affinity(ObjectNode spec) {
        switch (Tree.text(spec, "sessionAffinity")) {
            case "None" -> spec.remove("sessionAffinityConfig");
            case "ClientIP" ->
                Tree.fill(
                        Tree.object(Tree.object(spec, "sessionAffinityConfig"), "clientIP"),
                        "timeoutSeconds",
                        AFFINITY_SECONDS);
            default -> {}
        }
    }

    private static void port(ObjectNode port) {
        Tree.fill(port, "protocol", "TCP");
        var target = port.path("targetPort");
        if (target.isString() ? target.asString().isEmpty() : target.asInt(0) == 0)
            Tree.put(port, "targetPort", port.path("port").asLong(0));
    }
}
