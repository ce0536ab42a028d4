package dev.navarch.client.rest;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.Informer;
import dev.navarch.client.MetadataClient;
import dev.navarch.client.ObjectMetadata;
import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.client.ServedResource;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.common.KubernetesObject;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

final class RestMetadataClient implements MetadataClient {
    private final RestTransport transport;
    private final ServedResource resource;
    private final Supplier<Informer<? extends KubernetesObject>> informer;

    RestMetadataClient(
            RestTransport transport, ServedResource resource, Supplier<Informer<? extends KubernetesObject>> informer) {
        this.transport = transport;
        this.resource = resource;
        this.informer = informer;
    }

    @Override
    public @Nullable ObjectMetadata find(String namespace, String name) {
        try {
            return transport.read(path(namespace, name), Map.of(), RestTransport.METADATA, this::model);
        } catch (ApiFailure e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public List<ObjectMetadata> list(String namespace) {
        var reader = new ListReader<>(ModelJson.withoutManagedFields(), ObjectMetadata.class);
        var items = new ArrayList<ObjectMetadata>();
        var next = "";
        do {
            var page = transport.read(
                    resource.path(namespace),
                    Map.of("limit", "500", "continue", next),
                    RestTransport.METADATA_LIST,
                    reader::read);
            items.addAll(page.items());
            next = page.next();
        } while (!next.isEmpty());
        return items;
    }

    @Override
    public Informer<? extends KubernetesObject> informer() {
        return informer.get();
    }

    @Override
    public void delete(String namespace, String name, DeleteRequest request) {
        RestDeletion.delete(transport, path(namespace, name), request);
    }

    @Override
    public void deleteCollection(String namespace, DeleteRequest request) {
        RestDeletion.delete(transport, resource.path(namespace), request);
    }

    @Override
    public ObjectMetadata patch(String namespace, String name, PatchType type, String body) {
        return transport.write(
                "PATCH", path(namespace, name), Map.of(), RestPatches.mediaType(type), body, this::model);
    }

    private ObjectMetadata model(Reader answer) {
        return ModelJson.gson().fromJson(answer, ObjectMetadata.class);
    }

    private String path(String namespace, String name) {
        return resource.path(namespace) + "/" + name;
    }
}
