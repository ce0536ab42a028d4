package dev.navarch.resources.service;

import dev.navarch.resources.tree.Tree;
import tools.jackson.databind.JsonNode;

/** What a service of some type has and has not. */
final class ServiceSpecs {
    static final String NONE = "None";

    private ServiceSpecs() {}

    static String type(JsonNode spec) {
        return Tree.text(spec, "type");
    }

    static boolean isExternalName(JsonNode spec) {
        return type(spec).equals("ExternalName");
    }

    static boolean isLoadBalancer(JsonNode spec) {
        return type(spec).equals("LoadBalancer");
    }

    static boolean needsClusterIp(JsonNode spec) {
        return type(spec).equals("ClusterIP") || needsNodePort(spec);
    }

    static boolean needsNodePort(JsonNode spec) {
        return type(spec).equals("NodePort") || isLoadBalancer(spec);
    }

    static boolean needsHealthCheckPort(JsonNode spec) {
        return isLoadBalancer(spec) && Tree.text(spec, "externalTrafficPolicy").equals("Local");
    }

    static boolean isExternallyAccessible(JsonNode spec) {
        return needsNodePort(spec)
                || (type(spec).equals("ClusterIP") && !spec.path("externalIPs").isEmpty());
    }

    static boolean isHeadless(JsonNode spec) {
        return Tree.text(spec, "clusterIP").equals(NONE)
                || spec.path("clusterIPs").path(0).asString("").equals(NONE);
    }
}
