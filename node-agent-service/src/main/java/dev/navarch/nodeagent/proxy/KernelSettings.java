package dev.navarch.nodeagent.proxy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the kernel must do in this network namespace before rules can work: forward, and route cluster IPs somewhere. */
final class KernelSettings {
    private static final Logger log = LoggerFactory.getLogger(KernelSettings.class);
    private static final Path IP_FORWARD = Path.of("/proc/sys/net/ipv4/ip_forward");

    private KernelSettings() {}

    static void forward() {
        try {
            if (!Files.readString(IP_FORWARD).strip().equals("1")) Files.writeString(IP_FORWARD, "1");
        } catch (IOException e) {
            throw new UncheckedIOException("net.ipv4.ip_forward=1 is needed on a node and cannot be set", e);
        }
    }

    /** A packet needs a route before the rules see it, even if they then send it elsewhere. */
    static void routeClusterIps(String serviceCidr, @Nullable String nodeIp) {
        var first = serviceCidr.substring(0, serviceCidr.indexOf('/'));
        if (nodeIp == null || Commands.run(List.of("ip", "route", "get", first)).succeeded()) return;
        var link = linkOf(nodeIp);
        var result = Commands.run(List.of("ip", "route", "replace", serviceCidr, "dev", link, "src", nodeIp));
        if (!result.succeeded()) {
            log.warn("This node itself cannot reach cluster IPs range={} error={}", serviceCidr, result.output());
        }
    }

    /** The link that has an address of this node. */
    static String linkOf(String address) {
        var line = Commands.run(List.of("ip", "-4", "-o", "addr", "show", "to", address))
                .output()
                .split("\\s+");
        return line.length > 1 ? line[1] : "eth0";
    }
}
