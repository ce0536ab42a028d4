package dev.navarch.nodeagent.proxy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Load balancer addresses that this node answers for: they stand on the link of the node's own address, with a label by which a
 * later agent finds them (a label begins with the link's name and has at most 15 characters).
 */
final class AnnouncedAddresses {
    private static final Logger log = LoggerFactory.getLogger(AnnouncedAddresses.class);
    private static final String LABEL = ":lb";

    private final @Nullable String nodeIp;
    private final Set<String> present = new HashSet<>();

    /** @param nodeIp without it nothing is answered for */
    AnnouncedAddresses(@Nullable String nodeIp) {
        this.nodeIp = nodeIp;
    }

    /** Learns what an agent before has left. */
    void adopt() {
        present.addAll(labelled().stream().map(Labelled::address).toList());
    }

    void update(Set<String> wanted) {
        if (nodeIp == null || wanted.equals(present)) return;
        var link = KernelSettings.linkOf(nodeIp);
        for (var address : Set.copyOf(present)) if (!wanted.contains(address)) remove(address, link);
        for (var address : wanted) if (!present.contains(address)) add(address, link);
    }

    static void removeAll() {
        for (var left : labelled()) Commands.run(List.of("ip", "addr", "del", left.address + "/32", "dev", left.link));
    }

    private void add(String address, String link) {
        var result =
                Commands.run(List.of("ip", "addr", "replace", address + "/32", "dev", link, "label", link + LABEL));
        if (result.succeeded()) {
            present.add(address);
            log.info("Answers for a load balancer address address={} link={}", address, link);
        } else {
            log.warn("Cannot answer for a load balancer address address={} error={}", address, result.output());
        }
    }

    private void remove(String address, String link) {
        Commands.run(List.of("ip", "addr", "del", address + "/32", "dev", link));
        present.remove(address);
        log.info("No longer answers for a load balancer address address={}", address);
    }

    private record Labelled(String address, String link) {}

    /** From lines like {@code 2: eth0    inet 10.89.1.200/32 scope global eth0:lb\ valid_lft forever}. */
    private static List<Labelled> labelled() {
        return Commands.run(List.of("ip", "-4", "-o", "addr", "show"))
                .output()
                .lines()
                .map(line -> line.strip().split("[\\s\\\\]+"))
                .filter(words -> words.length > 3 && List.of(words).stream().anyMatch(word -> word.endsWith(LABEL)))
                .map(words -> new Labelled(words[3].substring(0, words[3].indexOf('/')), words[1]))
                .toList();
    }
}
