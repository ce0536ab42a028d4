package dev.navarch.nodeagent.proxy;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * What nftables holds for some Services.
 *
 * @param chains that the elements go to
 * @param maps by map, then by key; a set's elements have the empty value
 */
record Elements(Set<Chain> chains, Map<String, Map<String, String>> maps) {
    static final String CLUSTER_IPS = "cluster-ips";
    static final String CLUSTER_IP_ENDPOINTS = "cluster-ip-endpoints";
    static final String NODE_PORTS = "node-ports";
    static final String NODE_PORT_ENDPOINTS = "node-port-endpoints";
    static final String HAIRPINS = "hairpins";
    static final String LIMITED = "limited";
    static final String ALLOWED_SOURCES = "allowed-sources";

    static Elements of(Collection<Map<Frontend, Backends>> services) {
        var elements = new Elements(new LinkedHashSet<>(), new HashMap<>());
        for (var rules : services) rules.forEach(elements::add);
        return elements;
    }

    private void add(Frontend frontend, Backends backends) {
        if (!backends.sources().isEmpty()) put(LIMITED, key(frontend), "");
        for (var source : backends.sources()) put(ALLOWED_SOURCES, key(frontend) + " . " + source, "");
        if (backends.slots().isEmpty()) {
            addWithoutEndpoints(frontend, backends);
            return;
        }
        var chain = Chain.of(frontend, backends);
        chains.add(chain);
        put(frontendMap(frontend), key(frontend), "goto " + chain.name());
        for (var slot = 0; slot < backends.slots().size(); slot++) {
            var endpoint = backends.slots().get(slot);
            put(
                    frontend instanceof Frontend.NodePort ? NODE_PORT_ENDPOINTS : CLUSTER_IP_ENDPOINTS,
                    key(frontend) + " . " + chain.mark(slot),
                    endpoint.address() + " . " + endpoint.port());
            if (endpoint.local()) put(HAIRPINS, endpoint.address() + " . " + endpoint.address(), "");
        }
    }

    /**
     * Nothing is needed for the refusal of a cluster IP: what is not translated is refused, and a node port is refused by the
     * kernel. An external address goes its way, perhaps to a node with endpoints. Only a node port whose endpoints are all elsewhere must stay silent.
     */
    private void addWithoutEndpoints(Frontend frontend, Backends backends) {
        if (frontend instanceof Frontend.NodePort && backends.keepsClientAddress()) {
            put(NODE_PORTS, key(frontend), "goto drop-all");
        }
    }

    private void put(String map, String key, String value) {
        maps.computeIfAbsent(map, _ -> new LinkedHashMap<>()).put(key, value);
    }

    private static String frontendMap(Frontend frontend) {
        return switch (frontend) {
            case Frontend.ClusterIp _, Frontend.ExternalIp _ -> CLUSTER_IPS;
            case Frontend.NodePort _ -> NODE_PORTS;
        };
    }

    private static String key(Frontend frontend) {
        return switch (frontend) {
            case Frontend.ClusterIp(var address, var protocol, var port) -> address + " . " + protocol + " . " + port;
            case Frontend.ExternalIp(var address, var protocol, var port) -> address + " . " + protocol + " . " + port;
            case Frontend.NodePort(var protocol, var port) -> protocol + " . " + port;
        };
    }
}
