package dev.navarch.nodeagent.proxy;

import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Routes to the pods of other nodes, each by way of its node's address. They carry a protocol number of our own, by which a later
 * agent finds those that are left over.
 */
final class NodeRoutes {
    private static final Logger log = LoggerFactory.getLogger(NodeRoutes.class);
    private static final String PROTOCOL = "78";

    private final String ownName;
    private final Map<String, String> installed = new HashMap<>();

    NodeRoutes(String ownName) {
        this.ownName = ownName;
    }

    /** @return by the pods' range, the address of their node; the own node's left out */
    static Map<String, String> wanted(Collection<V1Node> nodes, String ownName) {
        var routes = new HashMap<String, String>();
        for (var node : nodes) {
            var metadata = node.getMetadata();
            var spec = node.getSpec();
            if (metadata == null || spec == null || ownName.equals(metadata.getName())) continue;
            var address = internalAddress(node);
            if (spec.getPodCIDR() != null && spec.getPodCIDR().contains(".") && !address.isEmpty()) {
                routes.put(spec.getPodCIDR(), address);
            }
        }
        return routes;
    }

    /** Makes what is missing, removes what is no longer wanted. @return false if something has to be tried again */
    boolean update(Collection<V1Node> nodes) {
        var wanted = wanted(nodes, ownName);
        var complete = true;
        for (var route : wanted.entrySet()) {
            if (!route.getValue().equals(installed.get(route.getKey())))
                complete &= install(route.getKey(), route.getValue());
        }
        for (var range : List.copyOf(installed.keySet())) {
            if (!wanted.containsKey(range)) remove(range);
        }
        return complete;
    }

    /** Learns what an agent before has left. */
    void adopt() {
        for (var line : Commands.run(List.of("ip", "-4", "route", "show", "proto", PROTOCOL))
                .output()
                .split("\n")) {
            var words = line.strip().split("\\s+");
            if (words.length >= 3 && words[1].equals("via")) installed.put(words[0], words[2]);
        }
    }

    static void removeAll() {
        Commands.run(List.of("ip", "-4", "route", "flush", "proto", PROTOCOL));
    }

    private boolean install(String range, String address) {
        var result = Commands.run(List.of("ip", "route", "replace", range, "via", address, "proto", PROTOCOL));
        if (result.succeeded()) {
            installed.put(range, address);
            log.info("Added the route to a node's pods range={} via={}", range, address);
        } else {
            log.warn("No route to a node's pods range={} via={} error={}", range, address, result.output());
        }
        return result.succeeded();
    }

    private void remove(String range) {
        Commands.run(List.of("ip", "route", "del", range, "proto", PROTOCOL));
        installed.remove(range);
        log.info("Removed the route to a node's pods range={}", range);
    }

    private static String internalAddress(V1Node node) {
        var status = node.getStatus();
        if (status == null) return "";
        return Objects.requireNonNullElse(status.getAddresses(), List.<V1NodeAddress>of()).stream()
                .filter(address -> "InternalIP".equals(address.getType())
                        && address.getAddress().contains("."))
                .map(V1NodeAddress::getAddress)
                .findFirst()
                .orElse("");
    }
}
