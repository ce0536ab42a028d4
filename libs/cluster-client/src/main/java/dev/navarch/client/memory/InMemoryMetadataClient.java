package dev.navarch.client.memory;

import com.google.gson.JsonObject;
import dev.navarch.client.Informer;
import dev.navarch.client.MetadataClient;
import dev.navarch.client.ObjectMetadata;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.ServedResource;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.common.KubernetesObject;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class InMemoryMetadataClient implements MetadataClient {
    private final InMemoryCluster cluster;
    private final ServedResource resource;
    private final Supplier<Informer<? extends KubernetesObject>> informer;

    InMemoryMetadataClient(
            InMemoryCluster cluster, ServedResource resource, Supplier<Informer<? extends KubernetesObject>> informer) {
        this.cluster = cluster;
        this.resource = resource;
        this.informer = informer;
    }

    @Override
    public @Nullable ObjectMetadata find(String namespace, String name) {
        var found = cluster.find(resource, namespace, name);
        return found == null ? null : model(found);
    }

    @Override
    public List<ObjectMetadata> list(String namespace) {
        return cluster.list(resource, ObjectSelector.of(namespace, "", "")).stream()
                .map(this::model)
                .toList();
    }

    @Override
    public Informer<? extends KubernetesObject> informer() {
        return informer.get();
    }

    @Override
    public void delete(String namespace, String name, DeleteRequest request) {
        cluster.delete(resource, namespace, name, request);
    }

    @Override
    public void deleteCollection(String namespace, DeleteRequest request) {
        list(namespace).forEach(object -> {
            var metadata = object.getMetadata();
            delete(metadata.getNamespace() == null ? "" : metadata.getNamespace(), metadata.getName(), request);
        });
    }

    @Override
    public ObjectMetadata patch(String namespace, String name, PatchType type, String body) {
        return model(cluster.patch(resource, namespace, name, type, body, ""));
    }

    private ObjectMetadata model(JsonObject tree) {
        return ModelJson.read(tree, ObjectMetadata.class);
    }
}
