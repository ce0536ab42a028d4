package dev.navarch.dns.cluster;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One ready address behind a Service.
 *
 * @param label its hostname, or its address with dashes
 */
public record EndpointEntry(String label, InetAddress address, List<PortEntry> ports) {
    static EndpointEntry of(@Nullable String hostname, String address, List<PortEntry> ports) {
        var label = hostname == null || hostname.isEmpty() ? dashed(address) : hostname;
        return new EndpointEntry(label.toLowerCase(Locale.ROOT), InetAddress.ofLiteral(address), ports);
    }

    static String dashed(String address) {
        return address.replace('.', '-').replace(':', '-');
    }
}
