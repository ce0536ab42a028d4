package dev.navarch.loop;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Discovery;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.InformerScope;
import dev.navarch.client.MetadataClient;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ServedResource;
import io.kubernetes.client.common.KubernetesObject;

/** The client that loops are given: notes what a run writes, so that its key can be held back. Closing it closes nothing. */
public final class NotingClusterClient implements ClusterClient {
    private final ClusterClient client;

    public NotingClusterClient(ClusterClient client) {
        this.client = client;
    }

    @Override
    public <T extends KubernetesObject> ResourceClient<T> resource(Class<T> type) {
        return new NotingResourceClient<>(client.resource(type), type);
    }

    @Override
    public <T extends KubernetesObject> Informer<T> informer(Class<T> type, InformerScope scope) {
        return client.informer(type, scope);
    }

    @Override
    public MetadataClient metadata(ServedResource resource) {
        return client.metadata(resource);
    }

    @Override
    public Discovery discover() {
        return client.discover();
    }

    @Override
    public ClusterClient actingAs(String serviceAccount) {
        return new NotingClusterClient(client.actingAs(serviceAccount));
    }

    @Override
    public EventRecorder events(String component) {
        return client.events(component);
    }

    @Override
    public void close() {}
}
