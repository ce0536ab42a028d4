package dev.navarch.resources.service;

import dev.navarch.resources.tree.Tree;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * What an update takes over from the stored service: clients may leave out what the server allocated, and a change of the type lets
 * go of what only the old type had, unless the client changed that, too.
 */
final class ServiceCarryOver {
    private ServiceCarryOver() {}

    static void apply(ObjectNode updated, ObjectNode stored) {
        var now = Tree.object(updated, "spec");
        var was = Tree.object(stored, "spec");
        followChange(now, was);
        allocated(now, was);
        letGo(now, was);
        if (!ServiceSpecs.isLoadBalancer(now)) {
            var status = Tree.object(updated, "status");
            status.remove("loadBalancer");
            status.putObject("loadBalancer");
        }
    }

    /** A new service may name its address in the older field only. */
    static void followClusterIp(ObjectNode spec) {
        var address = Tree.text(spec, "clusterIP");
        if (!address.isEmpty() && spec.path("clusterIPs").isEmpty())
            spec.putArray("clusterIPs").add(address);
    }

    /** A client that knows only one of the two fields changes or clears just that one. */
    private static void followChange(ObjectNode now, ObjectNode was) {
        var address = Tree.text(now, "clusterIP");
        var before = Tree.text(was, "clusterIP");
        var listUnchanged = Tree.same(now.path("clusterIPs"), was.path("clusterIPs"));
        if (before.isEmpty() && !address.isEmpty() && now.path("clusterIPs").isEmpty()) followClusterIp(now);
        if (address.equals(before) || !listUnchanged) return;
        now.remove("clusterIPs");
        followClusterIp(now);
    }

    private static void allocated(ObjectNode now, ObjectNode was) {
        if (ServiceSpecs.needsClusterIp(now) && ServiceSpecs.needsClusterIp(was)) {
            if (Tree.text(now, "clusterIP").isEmpty()) Tree.copy(was, now, "clusterIP");
            if (now.path("clusterIPs").isEmpty() && same(now, was, "clusterIP")) Tree.copy(was, now, "clusterIPs");
        }
        if (ServiceSpecs.needsNodePort(now) && ServiceSpecs.needsNodePort(was)) nodePorts(now, was);
        if (ServiceSpecs.needsHealthCheckPort(now)
                && ServiceSpecs.needsHealthCheckPort(was)
                && now.path("healthCheckNodePort").asInt(0) == 0) Tree.copy(was, now, "healthCheckNodePort");
    }

    private static void nodePorts(ObjectNode now, ObjectNode was) {
        var known = new HashMap<String, Integer>();
        for (var port : Tree.objects(was, "ports"))
            known.put(key(port), port.path("nodePort").asInt(0));
        var taken = new HashSet<Integer>();
        for (var port : Tree.objects(now, "ports"))
            taken.add(port.path("nodePort").asInt(0));
        for (var port : Tree.objects(now, "ports")) {
            var old = known.getOrDefault(key(port), 0);
            if (port.path("nodePort").asInt(0) == 0 && old != 0 && !taken.contains(old)) port.put("nodePort", old);
        }
    }

    private static String key(ObjectNode port) {
        return Tree.text(port, "protocol") + "/" + port.path("port").asInt(0);
    }

    private static void letGo(ObjectNode now, ObjectNode was) {
        if (ServiceSpecs.needsClusterIp(was) && !ServiceSpecs.needsClusterIp(now)) {
            if (same(now, was, "clusterIP") && same(now, was, "clusterIPs")) {
                now.remove("clusterIP");
                now.remove("clusterIPs");
            }
            for (var field : List.of("ipFamilies", "ipFamilyPolicy")) removeIfSame(now, was, field);
        }
        if (ServiceSpecs.needsNodePort(was) && !ServiceSpecs.needsNodePort(now) && sameNodePorts(now, was))
            Tree.objects(now, "ports").forEach(port -> port.remove("nodePort"));
        if (ServiceSpecs.needsHealthCheckPort(was) && !ServiceSpecs.needsHealthCheckPort(now))
            removeIfSame(now, was, "healthCheckNodePort");
        if (ServiceSpecs.isLoadBalancer(was) && !ServiceSpecs.isLoadBalancer(now))
            for (var field : List.of("allocateLoadBalancerNodePorts", "loadBalancerClass"))
                removeIfSame(now, was, field);
        if (ServiceSpecs.isExternallyAccessible(was) && !ServiceSpecs.isExternallyAccessible(now))
            removeIfSame(now, was, "externalTrafficPolicy");
        if (ServiceSpecs.isExternalName(now) && !ServiceSpecs.isExternalName(was))
            removeIfSame(now, was, "internalTrafficPolicy");
    }

    private static boolean sameNodePorts(ObjectNode now, ObjectNode was) {
        var before = new HashSet<Integer>();
        for (var port : Tree.objects(was, "ports"))
            before.add(port.path("nodePort").asInt(0));
        before.add(0);
        return Tree.objects(now, "ports").stream()
                .allMatch(port -> before.contains(port.path("nodePort").asInt(0)));
    }

    private static void removeIfSame(ObjectNode now, ObjectNode was, String field) {
        if (same(now, was, field)) now.remove(field);
    }

    private static boolean same(ObjectNode now, ObjectNode was, String field) {
        return Tree.same(now.path(field), was.path(field));
    }
}
