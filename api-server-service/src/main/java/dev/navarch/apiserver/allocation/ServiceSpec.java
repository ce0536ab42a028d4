package dev.navarch.apiserver.allocation;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What allocation asks of a service's spec. */
final class ServiceSpec {
    static final String NONE = "None";

    private ServiceSpec() {}

    static String type(JsonNode spec) {
        return spec.path("type").asString("ClusterIP");
    }

    static boolean isExternalName(JsonNode spec) {
        return type(spec).equals("ExternalName");
    }

    static boolean isHeadless(JsonNode spec) {
        return spec.path("clusterIP").asString("").equals(NONE);
    }

    static boolean needsNodePorts(JsonNode spec) {
        return switch (type(spec)) {
            case "NodePort" -> true;
            case "LoadBalancer" -> spec.path("allocateLoadBalancerNodePorts").asBoolean(true);
            default -> false;
        };
    }

    static boolean needsHealthCheckPort(JsonNode spec) {
        return type(spec).equals("LoadBalancer")
                && spec.path("externalTrafficPolicy").asString("").equals("Local");
    }

    /** The cluster's own addresses it has; none of a headless or external one. */
    static List<String> addresses(@Nullable JsonNode service) {
        var addresses = new ArrayList<String>();
        if (service == null) return addresses;
        for (var address : service.path("spec").path("clusterIPs")) addresses.add(address.asString(""));
        var first = service.path("spec").path("clusterIP").asString("");
        if (addresses.isEmpty() && !first.isEmpty()) addresses.add(first);
        addresses.removeIf(address -> address.isEmpty() || address.equals(NONE));
        return addresses;
    }

    static Set<Integer> nodePorts(@Nullable JsonNode service) {
        var ports = new TreeSet<Integer>();
        if (service == null) return ports;
        for (var port : service.path("spec").path("ports"))
            ports.add(port.path("nodePort").asInt(0));
        ports.add(service.path("spec").path("healthCheckNodePort").asInt(0));
        ports.remove(0);
        return ports;
    }

    static @Nullable ObjectNode spec(@Nullable ObjectNode service) {
        return service != null && service.get("spec") instanceof ObjectNode spec ? spec : null;
    }
}
