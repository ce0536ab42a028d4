package dev.navarch.admin.discovery;

import dev.navarch.client.Informer;
import io.kubernetes.client.informer.cache.Cache;
import io.kubernetes.client.informer.cache.Lister;
import io.kubernetes.client.openapi.models.CoreV1EndpointPort;
import io.kubernetes.client.openapi.models.DiscoveryV1EndpointPort;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointAddress;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1EndpointSubset;
import io.kubernetes.client.openapi.models.V1Endpoints;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The slices of one namespace in the older form, an Endpoints a Service, for a reader who knows no other. */
public final class SliceEndpoints extends Lister<V1Endpoints> {
    private static final String SERVICE = "kubernetes.io/service-name";

    private final Informer<V1EndpointSlice> slices;

    public SliceEndpoints(Informer<V1EndpointSlice> slices) {
        super(new Cache<>());
        this.slices = slices;
        slices.addIndex(SERVICE, slice -> {
            var service = labels(slice).get(SERVICE);
            return service == null ? List.of() : List.of(service);
        });
    }

    @Override
    public Lister<V1Endpoints> namespace(String namespace) {
        return this;
    }

    @Override
    public List<V1Endpoints> list() {
        return slices.list().stream()
                .map(slice -> labels(slice).get(SERVICE))
                .filter(Objects::nonNull)
                .distinct()
                .map(this::get)
                .filter(Objects::nonNull)
                .toList();
    }

    @Override
    public @Nullable V1Endpoints get(String service) {
        var ofService = slices.byIndex(SERVICE, service);
        if (ofService.isEmpty()) return null;
        return new V1Endpoints()
                .metadata(new V1ObjectMeta()
                        .namespace(ofService.getFirst().getMetadata().getNamespace())
                        .name(service))
                .subsets(ofService.stream().map(SliceEndpoints::subset).toList());
    }

    private static V1EndpointSubset subset(V1EndpointSlice slice) {
        var ports = Objects.requireNonNullElse(slice.getPorts(), List.<DiscoveryV1EndpointPort>of());
        var endpoints = Objects.requireNonNullElse(slice.getEndpoints(), List.<V1Endpoint>of());
        return new V1EndpointSubset()
                .addresses(endpoints.stream()
                        .flatMap(endpoint -> endpoint.getAddresses().stream())
                        .map(address -> new V1EndpointAddress().ip(address))
                        .toList())
                .ports(ports.stream()
                        .map(port -> new CoreV1EndpointPort()
                                .name(port.getName())
                                .protocol(port.getProtocol())
                                .port(port.getPort()))
                        .toList());
    }

    private static Map<String, String> labels(V1EndpointSlice slice) {
        return Objects.requireNonNullElse(slice.getMetadata().getLabels(), Map.of());
    }
}
