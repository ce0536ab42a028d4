package dev.navarch.nodeagent.proxy;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The commands that lead from some elements to others, all or nothing. nftables 1.0.6 neither replaces an element nor forgives the
 * deletion of a missing one: a change is a deletion and an addition.
 */
final class NftTransaction {
    static final String TABLE = "ip navarch-proxy";

    private final StringBuilder commands = new StringBuilder();

    private NftTransaction() {}

    /** @param existing chains that are there already; those that were never deleted stay */
    static String change(Elements from, Elements to, Set<Chain> existing) {
        var transaction = new NftTransaction();
        var missing = new LinkedHashSet<>(to.chains());
        missing.removeAll(existing);
        missing.forEach(transaction::addChain);
        var maps = new TreeSet<>(from.maps().keySet());
        maps.addAll(to.maps().keySet());
        for (var map : maps) {
            transaction.changeMap(
                    map, from.maps().getOrDefault(map, Map.of()), to.maps().getOrDefault(map, Map.of()));
        }
        return transaction.commands.toString();
    }

    private void changeMap(String map, Map<String, String> from, Map<String, String> to) {
        var gone = new LinkedHashMap<>(from);
        gone.entrySet().removeAll(to.entrySet());
        var added = new LinkedHashMap<>(to);
        added.entrySet().removeAll(from.entrySet());
        elements("delete", map, gone.keySet());
        elements(
                "add",
                map,
                added.entrySet().stream()
                        .map(entry ->
                                entry.getValue().isEmpty() ? entry.getKey() : entry.getKey() + " : " + entry.getValue())
                        .toList());
    }

    private void elements(String verb, String map, Iterable<String> elements) {
        var list = String.join(", ", elements);
        if (list.isEmpty()) return;
        commands.append(verb).append(" element ").append(TABLE).append(' ').append(map);
        commands.append(" { ").append(list).append(" }\n");
    }

    private void addChain(Chain chain) {
        commands.append("add chain ")
                .append(TABLE)
                .append(' ')
                .append(chain.name())
                .append('\n');
        for (var rule : chain.rules()) {
            commands.append("add rule ")
                    .append(TABLE)
                    .append(' ')
                    .append(chain.name())
                    .append(' ');
            commands.append(rule).append('\n');
        }
    }
}
