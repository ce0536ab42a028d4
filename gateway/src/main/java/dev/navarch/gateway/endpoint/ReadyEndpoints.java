package dev.navarch.gateway.endpoint;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import dev.navarch.gateway.route.Backend;
import io.kubernetes.client.openapi.models.DiscoveryV1EndpointPort;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The ready endpoints of each Service, as its EndpointSlices say. A list never changes: a change of the Service makes another. */
public final class ReadyEndpoints {
    private static final String SERVICE = "kubernetes.io/service-name";
    private static final Comparator<InetSocketAddress> ORDER = Comparator.comparing(InetSocketAddress::toString);

    private final Informer<V1EndpointSlice> slices;
    private final Map<String, Map<String, List<InetSocketAddress>>> byService = new ConcurrentHashMap<>();

    public ReadyEndpoints(ClusterClient client) {
        slices = client.informer(V1EndpointSlice.class);
        slices.addIndex(SERVICE, ReadyEndpoints::serviceOf);
    }

    public void start() {
        slices.addListener(new Informer.Listener<>() {
            @Override
            public void added(V1EndpointSlice slice) {
                refresh(slice);
            }

            @Override
            public void updated(V1EndpointSlice before, V1EndpointSlice after) {
                refresh(before);
                refresh(after);
            }

            @Override
            public void deleted(V1EndpointSlice last) {
                refresh(last);
            }
        });
    }

    public boolean hasSynced() {
        return slices.hasSynced();
    }

    /** The same list for as long as nothing changes. */
    public List<InetSocketAddress> of(Backend backend) {
        return byService
                .getOrDefault(backend.namespace() + "/" + backend.service(), Map.of())
                .getOrDefault(backend.portName(), List.of());
    }

    private void refresh(V1EndpointSlice slice) {
        for (var service : serviceOf(slice)) {
            var before = byService.getOrDefault(service, Map.of());
            var now = byPort(slices.byIndex(SERVICE, service));
            if (now.isEmpty()) byService.remove(service);
            else if (!now.equals(before)) byService.put(service, now);
        }
    }

    private record Entry(String port, InetSocketAddress address) {}

    private static Map<String, List<InetSocketAddress>> byPort(List<V1EndpointSlice> slices) {
        return slices.stream()
                .flatMap(ReadyEndpoints::entries)
                .collect(Collectors.groupingBy(
                        Entry::port,
                        Collectors.collectingAndThen(
                                Collectors.toList(),
                                entries -> entries.stream()
                                        .map(Entry::address)
                                        .distinct()
                                        .sorted(ORDER)
                                        .toList())));
    }

    private static Stream<Entry> entries(V1EndpointSlice slice) {
        if ("FQDN".equals(slice.getAddressType())) return Stream.of();
        var ports = Objects.requireNonNullElse(slice.getPorts(), List.<DiscoveryV1EndpointPort>of());
        return Objects.requireNonNullElse(slice.getEndpoints(), List.<V1Endpoint>of()).stream()
                .filter(ReadyEndpoints::isReady)
                .flatMap(endpoint -> ports.stream().flatMap(port -> entries(endpoint, port)));
    }

    private static Stream<Entry> entries(V1Endpoint endpoint, DiscoveryV1EndpointPort port) {
        var number = port.getPort();
        if (number == null) return Stream.of();
        var name = Objects.requireNonNullElse(port.getName(), "");
        return endpoint.getAddresses().stream()
                .map(address -> new Entry(name, new InetSocketAddress(InetAddress.ofLiteral(address), number)));
    }

    private static boolean isReady(V1Endpoint endpoint) {
        var conditions = endpoint.getConditions();
        return conditions == null || !Boolean.FALSE.equals(conditions.getReady());
    }

    private static Collection<String> serviceOf(V1EndpointSlice slice) {
        var metadata = Objects.requireNonNull(slice.getMetadata());
        var service = metadata.getLabels() == null ? null : metadata.getLabels().get(SERVICE);
        return service == null ? List.of() : List.of(metadata.getNamespace() + "/" + service);
    }
}
