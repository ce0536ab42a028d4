package dev.navarch.resources.service;

import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.tree.Tree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The canonical form of endpoints: addresses that have the same ports stand in one subset, each address once in it, ready only when
 * no entry says otherwise. What is malformed stays in its place, so that errors point to where the client put it.
 */
final class EndpointSubsets {
    private static final List<String> LISTS = List.of("addresses", "notReadyAddresses");

    private EndpointSubsets() {}

    static void repack(ObjectNode endpoints) {
        var subsets = Tree.objects(endpoints, "subsets");
        if (!subsets.stream().allMatch(EndpointSubsets::isWellFormed)) return;
        var portsOfAddress = new LinkedHashMap<String, Entry>();
        for (var subset : subsets)
            for (var list : LISTS)
                for (var address : subset.path(list)) {
                    var entry = portsOfAddress.computeIfAbsent(
                            key(address) + sortedPorts(subset), _ -> new Entry(address, sortedPorts(subset)));
                    entry.ready &= list.equals("addresses");
                }
        if (portsOfAddress.isEmpty()) return;
        endpoints.set("subsets", group(List.copyOf(portsOfAddress.values())));
    }

    private static boolean isWellFormed(ObjectNode subset) {
        return LISTS.stream()
                .flatMap(list -> Tree.objects(subset, list).stream())
                .allMatch(address -> Addresses.isIp(Tree.text(address, "ip")));
    }

    private static ArrayNode group(List<Entry> entries) {
        var byPorts = new LinkedHashMap<String, List<Entry>>();
        for (var entry : entries)
            byPorts.computeIfAbsent(entry.ports.toString(), _ -> new ArrayList<>())
                    .add(entry);
        var subsets = JsonNodeFactory.instance.arrayNode();
        byPorts.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(group -> {
            var subset = subsets.addObject();
            addresses(subset, "addresses", group.getValue(), true);
            addresses(subset, "notReadyAddresses", group.getValue(), false);
            var ports = group.getValue().getFirst().ports;
            if (!ports.isEmpty()) subset.set("ports", ports);
        });
        return subsets;
    }

    private static void addresses(ObjectNode subset, String list, List<Entry> entries, boolean ready) {
        var chosen = entries.stream()
                .filter(entry -> entry.ready == ready)
                .sorted(Comparator.comparing(entry -> key(entry.address)))
                .toList();
        if (chosen.isEmpty()) return;
        var array = subset.putArray(list);
        chosen.forEach(entry -> array.add(entry.address));
    }

    private static String key(JsonNode address) {
        return Tree.text(address, "ip") + " "
                + address.path("targetRef").path("uid").asString("");
    }

    private static ArrayNode sortedPorts(JsonNode subset) {
        var sorted = JsonNodeFactory.instance.arrayNode();
        Tree.objects(subset, "ports").stream()
                .sorted(Comparator.comparingInt(
                                (ObjectNode port) -> port.path("port").asInt(0))
                        .thenComparing(port -> Tree.text(port, "protocol"))
                        .thenComparing(port -> Tree.text(port, "name")))
                .forEach(sorted::add);
        return sorted;
    }

    private static final class Entry {
        private final JsonNode address;
        private final ArrayNode ports;
        private boolean ready = true;

        Entry(JsonNode address, ArrayNode ports) {
            this.address = address;
            this.ports = ports;
        }
    }
}
