package dev.navarch.dns.cluster;

import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads EndpointSlices. */
final class EndpointSlices {
    private static final String SERVICE = "kubernetes.io/service-name";

    private EndpointSlices() {}

    static @Nullable String serviceOf(V1EndpointSlice slice) {
        var labels = Objects.requireNonNull(slice.getMetadata()).getLabels();
        return labels == null ? null : labels.get(SERVICE);
    }

    static String namespaceOf(V1EndpointSlice slice) {
        return Objects.requireNonNull(
                Objects.requireNonNull(slice.getMetadata()).getNamespace());
    }

    static String nameOf(V1EndpointSlice slice) {
        return Objects.requireNonNull(
                Objects.requireNonNull(slice.getMetadata()).getName());
    }

    /** Whoever writes slices sets ready for those of a Service with publishNotReadyAddresses. */
    static List<EndpointEntry> readyEndpoints(V1EndpointSlice slice) {
        if (slice.getEndpoints() == null || "FQDN".equals(slice.getAddressType())) return List.of();
        var ports = ports(slice);
        var entries = new ArrayList<EndpointEntry>();
        for (var endpoint : slice.getEndpoints()) {
            if (!isReady(endpoint)) continue;
            for (var address : endpoint.getAddresses())
                entries.add(EndpointEntry.of(endpoint.getHostname(), address, ports));
        }
        return List.copyOf(entries);
    }

    private static boolean isReady(V1Endpoint endpoint) {
        var conditions = endpoint.getConditions();
        return conditions == null || !Boolean.FALSE.equals(conditions.getReady());
    }

    private static List<PortEntry> ports(V1EndpointSlice slice) {
        if (slice.getPorts() == null || slice.getPorts().isEmpty()) return List.of(PortEntry.NONE);
        return slice.getPorts().stream()
                .map(port -> PortEntry.of(port.getName(), port.getProtocol(), port.getPort()))
                .toList();
    }
}
