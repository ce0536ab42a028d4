package dev.navarch.nodeagent.proxy;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is in nftables, remembered here: it is never listed. A change that nftables refuses is followed by loading everything anew.
 * Used by one thread.
 */
final class InstalledRules {
    private static final Logger log = LoggerFactory.getLogger(InstalledRules.class);

    private final Nft nft;
    private final String emptyTable;
    private final Map<ServiceKey, Map<Frontend, Backends>> services = new HashMap<>();
    private final Set<Chain> chains = new HashSet<>();
    private final Map<String, Integer> hairpins = new HashMap<>();

    InstalledRules(Nft nft, String clusterCidr, String serviceCidr) {
        this.nft = nft;
        this.emptyTable = RuleSet.fresh(clusterCidr, serviceCidr);
    }

    /** @param all the rules of every Service */
    void load(Map<ServiceKey, Map<Frontend, Backends>> all) {
        var nothing = Elements.of(Set.of());
        var elements = Elements.of(all.values());
        nft.run(emptyTable + NftTransaction.change(nothing, elements, Set.of()));
        services.clear();
        services.putAll(all);
        chains.clear();
        chains.addAll(elements.chains());
        hairpins.clear();
        for (var rules : all.values()) count(Elements.of(Set.of(rules)), 1);
        log.info("Loaded service rules services={} chains={}", all.size(), chains.size());
    }

    /**
     * @param wanted the new rules of some Services; empty for one that is gone
     * @return what those Services had before
     */
    Map<ServiceKey, Map<Frontend, Backends>> change(Map<ServiceKey, Map<Frontend, Backends>> wanted) {
        var before = new LinkedHashMap<ServiceKey, Map<Frontend, Backends>>();
        var changed = new LinkedHashMap<ServiceKey, Map<Frontend, Backends>>();
        wanted.forEach((key, rules) -> {
            before.put(key, services.getOrDefault(key, Map.of()));
            changed.put(key, inPlaces(rules, before.get(key)));
        });
        if (before.equals(changed)) return before;
        try {
            apply(before.values(), changed.values());
            remember(changed);
        } catch (Nft.NftException e) {
            log.warn(
                    "nftables refused a change, loading all rules anew services={} error={}",
                    changed.keySet(),
                    e.getMessage());
            var all = new HashMap<>(services);
            merge(all, changed);
            load(all);
        }
        return before;
    }

    private static Map<Frontend, Backends> inPlaces(Map<Frontend, Backends> rules, Map<Frontend, Backends> before) {
        var placed = new LinkedHashMap<Frontend, Backends>();
        rules.forEach((frontend, backends) ->
                placed.put(frontend, backends.inPlacesOf(before.getOrDefault(frontend, backends))));
        return placed;
    }

    private void apply(Collection<Map<Frontend, Backends>> before, Collection<Map<Frontend, Backends>> after) {
        var from = Elements.of(before);
        var to = Elements.of(after);
        keepSharedHairpins(before, after, from, to);
        var commands = NftTransaction.change(from, to, chains);
        if (!commands.isEmpty()) nft.run(commands);
        chains.addAll(to.chains());
        for (var rules : before) count(Elements.of(Set.of(rules)), -1);
        for (var rules : after) count(Elements.of(Set.of(rules)), 1);
    }

    private void remember(Map<ServiceKey, Map<Frontend, Backends>> changed) {
        merge(services, changed);
    }

    private static void merge(
            Map<ServiceKey, Map<Frontend, Backends>> all, Map<ServiceKey, Map<Frontend, Backends>> changed) {
        changed.forEach((key, rules) -> {
            if (rules.isEmpty()) all.remove(key);
            else all.put(key, rules);
        });
    }

    /** A pod behind several Services has one hairpin: it goes with the last of them. */
    private void keepSharedHairpins(
            Collection<Map<Frontend, Backends>> before,
            Collection<Map<Frontend, Backends>> after,
            Elements from,
            Elements to) {
        var counts = new TreeMap<String, Integer>();
        for (var rules : before)
            hairpinsOf(Elements.of(Set.of(rules))).forEach(pod -> counts.merge(pod, -1, Integer::sum));
        for (var rules : after)
            hairpinsOf(Elements.of(Set.of(rules))).forEach(pod -> counts.merge(pod, 1, Integer::sum));
        from.maps().remove(Elements.HAIRPINS);
        to.maps().remove(Elements.HAIRPINS);
        counts.forEach((pod, difference) -> {
            int now = hairpins.getOrDefault(pod, 0);
            if (now > 0) put(from, pod);
            if (now + difference > 0) put(to, pod);
        });
    }

    private static void put(Elements elements, String hairpin) {
        elements.maps()
                .computeIfAbsent(Elements.HAIRPINS, _ -> new LinkedHashMap<>())
                .put(hairpin, "");
    }

    private void count(Elements elements, int difference) {
        for (var pod : hairpinsOf(elements)) {
            hairpins.merge(pod, difference, (a, b) -> a + b);
            if (hairpins.getOrDefault(pod, 0) <= 0) hairpins.remove(pod);
        }
    }

    private static Set<String> hairpinsOf(Elements elements) {
        return elements.maps().getOrDefault(Elements.HAIRPINS, Map.of()).keySet();
    }
}
