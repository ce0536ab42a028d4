package dev.navarch.dns.cluster;

import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What DNS tells of a Service.
 *
 * @param addresses its cluster IPs; none for a headless one
 * @param externalName of a Service that is an alias; null for others
 */
public record ServiceEntry(
        String namespace,
        String name,
        List<InetAddress> addresses,
        boolean headless,
        @Nullable String externalName,
        List<PortEntry> ports) {
    static ServiceEntry of(V1Service service) {
        var metadata = Objects.requireNonNull(service.getMetadata());
        var spec = Objects.requireNonNull(service.getSpec());
        var addresses = new ArrayList<InetAddress>();
        if (spec.getClusterIPs() != null) spec.getClusterIPs().forEach(text -> addIfAddress(addresses, text));
        else if (spec.getClusterIP() != null) addIfAddress(addresses, spec.getClusterIP());
        var isAlias = "ExternalName".equals(spec.getType());
        return new ServiceEntry(
                Objects.requireNonNull(metadata.getNamespace()),
                Objects.requireNonNull(metadata.getName()),
                List.copyOf(addresses),
                "None".equals(spec.getClusterIP()),
                isAlias ? spec.getExternalName() : null,
                spec.getPorts() == null
                        ? List.of()
                        : spec.getPorts().stream().map(ServiceEntry::port).toList());
    }

    private static void addIfAddress(List<InetAddress> addresses, String text) {
        if (!text.isEmpty() && !text.equals("None")) addresses.add(InetAddress.ofLiteral(text));
    }

    private static PortEntry port(V1ServicePort port) {
        return PortEntry.of(port.getName(), port.getProtocol(), port.getPort());
    }

    String key() {
        return namespace + "/" + name;
    }
}
