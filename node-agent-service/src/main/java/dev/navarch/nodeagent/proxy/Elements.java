package dev.navarch.nodeagent.proxy;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
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
    static final String EXTERNAL_IPS_INSIDE = "external-ips-inside";
    static final String CLUSTER_IP_ENDPOINTS = "cluster-ip-endpoints";
    static final String NODE_PORTS = "node-ports";
    static final String NODE_PORTS_INSIDE = "node-ports-inside";
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
        var nodePort = frontend instanceof Frontend.NodePort;
        if (backends.widerInside()) {
            var map = nodePort ? NODE_PORTS_INSIDE : EXTERNAL_IPS_INSIDE;
            choose(map, frontend, Chain.inside(frontend, backends), backends.all());
        }
        var map = nodePort ? NODE_PORTS : CLUSTER_IPS;
        if (!backends.slots().isEmpty()) choose(map, frontend, Chain.of(frontend, backends), backends.slots());
        else if (backends.silent()) put(map, key(frontend), "goto drop-all");
        // What has no endpoint at all needs no rule: a cluster IP that is not translated is refused, a node port by the
        // kernel.
    }

    private void choose(String map, Frontend frontend, Chain chain, List<Backends.Endpoint> endpoints) {
        chains.add(chain);
        put(map, key(frontend), "goto " + chain.name());
        for (var slot = 0; slot < endpoints.size(); slot++) {
            var endpoint = endpoints.get(slot);
            put(
                    frontend instanceof Frontend.NodePort ? NODE_PORT_ENDPOINTS : CLUSTER_IP_ENDPOINTS,
                    key(frontend) + " . " + chain.mark(slot),
                    endpoint.address() + " . " + endpoint.port());
            if (endpoint.local()) put(HAIRPINS, endpoint.address() + " . " + endpoint.address(), "");
        }
    }

    private void put(String map, String key, String value) {
        maps.computeIfAbsent(map, _ -> new LinkedHashMap<>()).put(key, value);
    }

    private static String key(Frontend frontend) {
        return switch (frontend) {
            case Frontend.ClusterIp(var address, var protocol, var port) -> address + " . " + protocol + " . " + port;
            case Frontend.ExternalIp(var address, var protocol, var port) -> address + " . " + protocol + " . " + port;
            case Frontend.NodePort(var protocol, var port) -> protocol + " . " + port;
        };
    }
}
