package dev.navarch.dns.cluster;

import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Service;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Services, their ready endpoints and the namespaces, ready to be looked up by any thread while others change them. */
public final class ClusterIndex {
    private final Set<String> namespaces = ConcurrentHashMap.newKeySet();
    private final Map<String, ServiceEntry> services = new ConcurrentHashMap<>();
    private final Map<InetAddress, ServiceEntry> servicesByAddress = new ConcurrentHashMap<>();
    /** By service, then by slice. */
    private final Map<String, Map<String, List<EndpointEntry>>> endpoints = new ConcurrentHashMap<>();

    private final Map<InetAddress, Set<EndpointName>> endpointsByAddress = new ConcurrentHashMap<>();

    /** Whose endpoint an address is, and under which label. */
    public record EndpointName(String label, String service, String namespace) {}

    public boolean hasNamespace(String name) {
        return namespaces.contains(name);
    }

    public @Nullable ServiceEntry findService(String namespace, String name) {
        return services.get(namespace + "/" + name);
    }

    public @Nullable ServiceEntry findServiceByAddress(InetAddress address) {
        return servicesByAddress.get(address);
    }

    public List<EndpointEntry> endpointsOf(ServiceEntry service) {
        var slices = endpoints.get(service.key());
        if (slices == null) return List.of();
        var all = new ArrayList<EndpointEntry>();
        slices.values().forEach(all::addAll);
        return all;
    }

    public Set<EndpointName> endpointNames(InetAddress address) {
        return endpointsByAddress.getOrDefault(address, Set.of());
    }

    public void putNamespace(String name) {
        namespaces.add(name);
    }

    public void removeNamespace(String name) {
        namespaces.remove(name);
    }

    public synchronized void putService(V1Service service) {
        var entry = ServiceEntry.of(service);
        removeService(entry.namespace(), entry.name());
        services.put(entry.key(), entry);
        entry.addresses().forEach(address -> servicesByAddress.put(address, entry));
    }

    public synchronized void removeService(String namespace, String name) {
        var entry = services.remove(namespace + "/" + name);
        if (entry != null) entry.addresses().forEach(address -> servicesByAddress.remove(address, entry));
    }

    public synchronized void putSlice(V1EndpointSlice slice) {
        removeSlice(slice);
        var service = EndpointSlices.serviceOf(slice);
        var entries = EndpointSlices.readyEndpoints(slice);
        if (service == null) return;
        var namespace = EndpointSlices.namespaceOf(slice);
        endpoints
                .computeIfAbsent(namespace + "/" + service, _ -> new ConcurrentHashMap<>())
                .put(EndpointSlices.nameOf(slice), entries);
        for (var entry : entries) {
            endpointsByAddress
                    .computeIfAbsent(entry.address(), _ -> ConcurrentHashMap.newKeySet())
                    .add(new EndpointName(entry.label(), service, namespace));
        }
    }

    public synchronized void removeSlice(V1EndpointSlice slice) {
        var service = EndpointSlices.serviceOf(slice);
        var namespace = EndpointSlices.namespaceOf(slice);
        var slices = service == null ? null : endpoints.get(namespace + "/" + service);
        var entries = slices == null ? null : slices.remove(EndpointSlices.nameOf(slice));
        if (entries == null) return;
        for (var entry : entries) {
            var names = endpointsByAddress.get(entry.address());
            if (names == null) continue;
            names.remove(new EndpointName(entry.label(), Objects.requireNonNull(service), namespace));
            if (names.isEmpty()) endpointsByAddress.remove(entry.address());
        }
        if (slices != null && slices.isEmpty()) endpoints.remove(namespace + "/" + service);
    }
}
