package dev.navarch.client.rest;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Discovery;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.InformerScope;
import dev.navarch.client.MetadataClient;
import dev.navarch.client.ResourceCatalog;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ServedResource;
import io.kubernetes.client.common.KubernetesObject;

/** Requests as an account; watches and events through the client that it came from. */
final class AccountClusterClient implements ClusterClient {
    private final RestClusterClient origin;
    private final RestTransport transport;

    AccountClusterClient(RestClusterClient origin, RestTransport transport) {
        this.origin = origin;
        this.transport = transport;
    }

    @Override
    public <T extends KubernetesObject> ResourceClient<T> resource(Class<T> type) {
        return new RestResourceClient<>(transport, ResourceCatalog.of(type), type);
    }

    @Override
    public <T extends KubernetesObject> Informer<T> informer(Class<T> type, InformerScope scope) {
        return origin.informer(type, scope);
    }

    @Override
    public MetadataClient metadata(ServedResource resource) {
        return new RestMetadataClient(
                transport, resource, () -> origin.metadata(resource).informer());
    }

    @Override
    public Discovery discover() {
        return origin.discover();
    }

    @Override
    public ClusterClient actingAs(String serviceAccount) {
        return origin.actingAs(serviceAccount);
    }

    @Override
    public EventRecorder events(String component) {
        return origin.events(component);
    }

    @Override
    public void close() {}

    void disconnect() {
        transport.close();
    }
}
