package dev.navarch.dns.cluster;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Informer;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Namespace;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.Objects;

/** Keeps the index as the cluster is. */
public final class ClusterWatches {
    private final ClusterIndex index;
    private final Informer<V1Namespace> namespaces;
    private final Informer<V1Service> services;
    private final Informer<V1EndpointSlice> slices;

    public ClusterWatches(ClusterClient client, ClusterIndex index) {
        this.index = index;
        namespaces = client.informer(V1Namespace.class);
        services = client.informer(V1Service.class);
        slices = client.informer(V1EndpointSlice.class);
    }

    public ClusterIndex index() {
        return index;
    }

    public boolean hasSynced() {
        return namespaces.hasSynced() && services.hasSynced() && slices.hasSynced();
    }

    public void start() {
        namespaces.addListener(new Informer.Listener<>() {
            @Override
            public void added(V1Namespace namespace) {
                index.putNamespace(name(namespace));
            }

            @Override
            public void deleted(V1Namespace last) {
                index.removeNamespace(name(last));
            }
        });
        services.addListener(new Informer.Listener<>() {
            @Override
            public void added(V1Service service) {
                index.putService(service);
            }

            @Override
            public void updated(V1Service before, V1Service after) {
                index.putService(after);
            }

            @Override
            public void deleted(V1Service last) {
                var metadata = Objects.requireNonNull(last.getMetadata());
                index.removeService(
                        Objects.requireNonNull(metadata.getNamespace()), Objects.requireNonNull(metadata.getName()));
            }
        });
        slices.addListener(new Informer.Listener<>() {
            @Override
            public void added(V1EndpointSlice slice) {
                index.putSlice(slice);
            }

            @Override
            public void updated(V1EndpointSlice before, V1EndpointSlice after) {
                index.removeSlice(before);
                index.putSlice(after);
            }

            @Override
            public void deleted(V1EndpointSlice last) {
                index.removeSlice(last);
            }
        });
    }

    private static String name(V1Namespace namespace) {
        return Objects.requireNonNull(
                Objects.requireNonNull(namespace.getMetadata()).getName());
    }
}
