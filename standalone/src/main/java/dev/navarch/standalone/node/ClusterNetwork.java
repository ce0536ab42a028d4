package dev.navarch.standalone.node;

import dev.navarch.standalone.cluster.ClusterSettings;
import dev.navarch.standalone.process.Commands;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.zip.CRC32;

/**
 * The machines' cables of a cluster that lives on one host: a network namespace for each node, one more with the bridge between
 * them, and a link from the bridge to the host. Nothing of it touches the host's own bridges, rules or tables but the routes,
 * one nftables table of the cluster's own for the nodes' way out, and ip_forward, which {@code down} puts back.
 *
 * <p>Interface names hold at most 15 characters, so they are made from a hash of the cluster's name.
 */
public final class ClusterNetwork {
    private static final Path IP_FORWARD = Path.of("/proc/sys/net/ipv4/ip_forward");

    private final ClusterSettings settings;
    private final String tag;

    public ClusterNetwork(ClusterSettings settings) {
        this.settings = settings;
        var hash = new CRC32();
        hash.update(settings.name().getBytes(java.nio.charset.StandardCharsets.UTF_8));
        this.tag = String.format(Locale.ROOT, "nv%06x", hash.getValue() & 0xffffff);
    }

    public String namespace(String node) {
        return "navarch-" + node;
    }

    /** What a process of that node is started with: its network, but not its view of /sys, which {@code ip netns exec} hides. */
    public List<String> enter(String node) {
        return List.of("nsenter", "--net=/run/netns/" + namespace(node));
    }

    /** Makes what is missing; harmless when all is there. */
    public void up() {
        if (!namespaceExists(bridgeNamespace())) {
            Commands.run("ip", "netns", "add", bridgeNamespace());
            inBridge("ip", "link", "add", "br0", "type", "bridge");
            inBridge("ip", "link", "set", "br0", "up");
            inBridge("ip", "link", "set", "lo", "up");
        }
        if (!Commands.attempt("ip", "link", "show", "dev", hostLink()).succeeded()) {
            plug(hostLink(), tag + "h");
            Commands.run("ip", "addr", "add", settings.hostAddress() + "/24", "dev", hostLink());
            Commands.run("ip", "link", "set", hostLink(), "up");
        }
        var names = settings.nodeNames();
        for (var index = 0; index < names.size(); index++) addNode(names.get(index), index);
        Commands.run("ip", "route", "replace", settings.serviceCidr(), "via", settings.nodeAddress(0));
        letNodesOut();
    }

    /** The host's way to a node's pods, known once the node has its range. */
    public void routePods(String podCidr, int index) {
        Commands.run("ip", "route", "replace", podCidr, "via", settings.nodeAddress(index));
    }

    /** Leaves the host as it was before {@link #up}. */
    public void down() {
        for (var node : settings.nodeNames()) deleteNamespace(namespace(node));
        if (Commands.attempt("ip", "link", "show", "dev", hostLink()).succeeded()) {
            Commands.attempt("ip", "link", "delete", hostLink());
        }
        deleteNamespace(bridgeNamespace());
        Commands.attempt("nft", "delete", "table", "ip", tag);
        restoreForwarding();
    }

    private void addNode(String node, int index) {
        var namespace = namespace(node);
        if (namespaceExists(namespace)) return;
        Commands.run("ip", "netns", "add", namespace);
        var outside = tag + "n" + index;
        Commands.run("ip", "link", "add", outside, "type", "veth", "peer", "name", "eth0", "netns", namespace);
        Commands.run("ip", "link", "set", outside, "netns", bridgeNamespace());
        inBridge("ip", "link", "set", outside, "master", "br0", "up");
        inNode(namespace, "ip", "link", "set", "lo", "up");
        inNode(namespace, "ip", "addr", "add", settings.nodeAddress(index) + "/24", "dev", "eth0");
        inNode(namespace, "ip", "link", "set", "eth0", "up");
        inNode(namespace, "ip", "route", "add", "default", "via", settings.hostAddress());
        inNode(namespace, "sysctl", "-qw", "net.ipv4.ip_forward=1");
    }

    private void plug(String hostSide, String bridgeSide) {
        Commands.run(
                "ip", "link", "add", hostSide, "type", "veth", "peer", "name", bridgeSide, "netns", bridgeNamespace());
        inBridge("ip", "link", "set", bridgeSide, "master", "br0", "up");
    }

    private void letNodesOut() {
        var rules = """
                add table ip %1$s
                delete table ip %1$s
                table ip %1$s {
                  chain post {
                    type nat hook postrouting priority 100;
                    ip saddr %2$s.0/24 oifname != "%3$s" masquerade
                  }
                }
                """.formatted(tag, settings.hostNetwork(), hostLink());
        var loaded = Commands.attemptWithInput(rules, "nft", "-f", "-");
        if (!loaded.succeeded()) throw new IllegalStateException("nft: " + loaded.output());
        rememberForwarding();
    }

    private void rememberForwarding() {
        try {
            var before = Files.readString(IP_FORWARD).strip();
            if (before.equals("1")) return;
            Files.writeString(forwardingMemory(), before);
            Files.writeString(IP_FORWARD, "1");
        } catch (IOException e) {
            throw new UncheckedIOException("Could not set net.ipv4.ip_forward", e);
        }
    }

    private void restoreForwarding() {
        var memory = forwardingMemory();
        try {
            if (!Files.exists(memory)) return;
            Files.writeString(IP_FORWARD, Files.readString(memory));
            Files.delete(memory);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not restore net.ipv4.ip_forward", e);
        }
    }

    private Path forwardingMemory() {
        return Path.of("/run/netns").resolveSibling(tag + ".ip_forward");
    }

    private static boolean namespaceExists(String namespace) {
        return Files.exists(Path.of("/run/netns", namespace));
    }

    private static void deleteNamespace(String namespace) {
        if (namespaceExists(namespace)) Commands.attempt("ip", "netns", "delete", namespace);
    }

    private void inBridge(String... command) {
        inNode(bridgeNamespace(), command);
    }

    private static void inNode(String namespace, String... command) {
        var whole = new String[command.length + 4];
        whole[0] = "ip";
        whole[1] = "netns";
        whole[2] = "exec";
        whole[3] = namespace;
        System.arraycopy(command, 0, whole, 4, command.length);
        Commands.run(whole);
    }

    private String bridgeNamespace() {
        return "navarch-" + settings.name() + "-switch";
    }

    private String hostLink() {
        return tag;
    }
}
