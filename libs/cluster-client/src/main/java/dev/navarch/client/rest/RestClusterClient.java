package dev.navarch.client.rest;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.Discovery;
import dev.navarch.client.EventRecorder;
import dev.navarch.client.Informer;
import dev.navarch.client.InformerScope;
import dev.navarch.client.MetadataClient;
import dev.navarch.client.ObjectMetadata;
import dev.navarch.client.ResourceCatalog;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ServedResource;
import dev.navarch.client.event.QueuedEventRecorder;
import dev.navarch.client.informer.CachedInformer;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A client of a real cluster, over the connection that an ApiClient describes. */
public final class RestClusterClient implements ClusterClient {
    private final ApiClient api;
    private final RestTransport transport;
    private final String host;
    private final Clock clock;
    private final Map<InformerId, Reflected<?>> informers = new ConcurrentHashMap<>();
    private final Map<String, AccountClusterClient> accounts = new ConcurrentHashMap<>();
    private final Map<String, QueuedEventRecorder> recorders = new ConcurrentHashMap<>();

    private record InformerId(Class<?> type, String resource, InformerScope scope) {}

    private record Reflected<T extends KubernetesObject>(CachedInformer<T> informer, Reflector<T> reflector) {}

    /** @param host what Events name as their host: the node for what runs on one, else empty */
    public RestClusterClient(ApiClient api, String host, Clock clock) {
        this.api = api;
        this.transport = new RestTransport(api);
        this.host = host;
        this.clock = clock;
    }

    @Override
    public <T extends KubernetesObject> ResourceClient<T> resource(Class<T> type) {
        return new RestResourceClient<>(transport, ResourceCatalog.of(type), type);
    }

    @Override
    public <T extends KubernetesObject> Informer<T> informer(Class<T> type, InformerScope scope) {
        return informer(type, ResourceCatalog.of(type), scope);
    }

    /** A kind that is watched whole already is not watched again for its metadata. */
    @Override
    public MetadataClient metadata(ServedResource resource) {
        var model = ResourceCatalog.modelOf(resource);
        return new RestMetadataClient(transport, resource, () -> {
            var whole = model == null
                    ? null
                    : informers.get(new InformerId(model, resource.groupResource(), InformerScope.ALL));
            return whole != null ? whole.informer() : informer(ObjectMetadata.class, resource, InformerScope.ALL);
        });
    }

    @Override
    public Discovery discover() {
        return new RestDiscovery(transport).discover();
    }

    @Override
    public ClusterClient actingAs(String serviceAccount) {
        return accounts.computeIfAbsent(
                serviceAccount,
                name -> new AccountClusterClient(this, new AccountTokens(this, name, clock).transport(api)));
    }

    @Override
    public EventRecorder events(String component) {
        return recorders.computeIfAbsent(component, name -> new QueuedEventRecorder(this, name, host, clock));
    }

    @Override
    public void close() {
        recorders.values().forEach(QueuedEventRecorder::close);
        accounts.values().forEach(AccountClusterClient::disconnect);
        informers.values().forEach(reflected -> reflected.reflector().close());
        transport.close();
    }

    @SuppressWarnings("unchecked") // an informer is filed under its own type
    private <T extends KubernetesObject> Informer<T> informer(
            Class<T> type, ServedResource resource, InformerScope scope) {
        var id = new InformerId(type, resource.groupResource(), scope);
        return (Informer<T>) informers
                .computeIfAbsent(id, _ -> reflect(type, resource, scope))
                .informer();
    }

    private <T extends KubernetesObject> Reflected<T> reflect(
            Class<T> type, ServedResource resource, InformerScope scope) {
        var informer = new CachedInformer<T>(resource.groupResource());
        var metadataOnly = type == ObjectMetadata.class;
        var reflector = new Reflector<>(transport, resource, scope, type, metadataOnly, informer);
        reflector.start();
        return new Reflected<>(informer, reflector);
    }
}
