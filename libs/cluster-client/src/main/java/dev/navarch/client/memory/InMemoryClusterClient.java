package dev.navarch.client.memory;

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
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A client of an {@link InMemoryCluster}; several may share one. */
public final class InMemoryClusterClient implements ClusterClient {
    private final InMemoryCluster cluster;
    private final Map<InformerId, Attached<?>> informers = new ConcurrentHashMap<>();
    private final Map<String, QueuedEventRecorder> recorders = new ConcurrentHashMap<>();

    private record InformerId(Class<?> type, String resource, InformerScope scope) {}

    private record Attached<T extends KubernetesObject>(CachedInformer<T> informer, Feed<T> feed) {}

    public InMemoryClusterClient() {
        this(new InMemoryCluster(Clock.systemUTC()));
    }

    public InMemoryClusterClient(InMemoryCluster cluster) {
        this.cluster = cluster;
    }

    public InMemoryCluster cluster() {
        return cluster;
    }

    @Override
    public <T extends KubernetesObject> ResourceClient<T> resource(Class<T> type) {
        return new InMemoryResourceClient<>(cluster, ResourceCatalog.of(type), type);
    }

    @Override
    public <T extends KubernetesObject> Informer<T> informer(Class<T> type, InformerScope scope) {
        return informer(type, ResourceCatalog.of(type), scope);
    }

    @SuppressWarnings("unchecked") // an informer is filed under its own type
    private <T extends KubernetesObject> Informer<T> informer(
            Class<T> type, ServedResource resource, InformerScope scope) {
        var id = new InformerId(type, resource.groupResource(), scope);
        return (Informer<T>) informers
                .computeIfAbsent(id, _ -> attach(type, resource, scope))
                .informer();
    }

    @Override
    public MetadataClient metadata(ServedResource resource) {
        var model = ResourceCatalog.modelOf(resource);
        return new InMemoryMetadataClient(
                cluster,
                resource,
                () -> model == null
                        ? informer(ObjectMetadata.class, resource, InformerScope.ALL)
                        : informer(model, InformerScope.ALL));
    }

    @Override
    public Discovery discover() {
        return new Discovery(List.copyOf(ResourceCatalog.all().values()), Map.of());
    }

    @Override
    public ClusterClient actingAs(String serviceAccount) {
        return this;
    }

    @Override
    public EventRecorder events(String component) {
        return recorders.computeIfAbsent(component, name -> new QueuedEventRecorder(this, name, "", cluster.clock()));
    }

    @Override
    public void close() {
        recorders.values().forEach(QueuedEventRecorder::close);
        informers.values().forEach(attached -> {
            cluster.detach(attached.feed());
            attached.feed().close();
        });
    }

    private <T extends KubernetesObject> Attached<T> attach(
            Class<T> type, ServedResource resource, InformerScope scope) {
        var informer = new CachedInformer<T>(resource.plural());
        var selector = ObjectSelector.of(scope.namespace(), scope.labelSelector(), scope.fieldSelector());
        var feed = new Feed<>(resource, selector, type, informer, cluster.pace());
        cluster.attach(resource, feed);
        return new Attached<>(informer, feed);
    }
}
