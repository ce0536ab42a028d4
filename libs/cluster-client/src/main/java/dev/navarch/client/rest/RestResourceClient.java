package dev.navarch.client.rest;

import dev.navarch.client.ApiFailure;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ServedResource;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.common.KubernetesObject;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

final class RestResourceClient<T extends KubernetesObject> implements ResourceClient<T> {
    private final RestTransport transport;
    private final ServedResource resource;
    private final Class<T> type;

    RestResourceClient(RestTransport transport, ServedResource resource, Class<T> type) {
        this.transport = transport;
        this.resource = resource;
        this.type = type;
    }

    @Override
    public @Nullable T find(String namespace, String name) {
        try {
            return get(namespace, name);
        } catch (ApiFailure e) {
            if (e.isNotFound()) {
                return null;
            }
            throw e;
        }
    }

    @Override
    public T get(String namespace, String name) {
        return transport.read(path(namespace, name), Map.of(), RestTransport.JSON, this::model);
    }

    @Override
    public List<T> list(String namespace, String labelSelector, String fieldSelector) {
        var reader = new ListReader<>(ModelJson.gson(), type);
        var items = new ArrayList<T>();
        var next = "";
        do {
            var query = Map.of(
                    "limit", "500", "continue", next, "labelSelector", labelSelector, "fieldSelector", fieldSelector);
            var page = transport.read(resource.path(namespace), query, RestTransport.JSON, reader::read);
            items.addAll(page.items());
            next = page.next();
        } while (!next.isEmpty());
        return items;
    }

    @Override
    public T create(T object) {
        return write("POST", resource.path(namespace(object)), ModelJson.named(object));
    }

    @Override
    public T update(T object) {
        return write("PUT", path(namespace(object), name(object)), ModelJson.named(object));
    }

    @Override
    public T updateStatus(T object) {
        return updateSubresource(object, "status");
    }

    @Override
    public T updateSubresource(T object, String subresource) {
        return write("PUT", path(namespace(object), name(object)) + "/" + subresource, ModelJson.named(object));
    }

    @Override
    public T patch(String namespace, String name, PatchType patchType, String body) {
        return patch(path(namespace, name), patchType, body);
    }

    @Override
    public T patchStatus(String namespace, String name, PatchType patchType, String body) {
        return patch(path(namespace, name) + "/status", patchType, body);
    }

    @Override
    public void delete(String namespace, String name, DeleteRequest request) {
        RestDeletion.delete(transport, path(namespace, name), request);
    }

    @Override
    public <A> A createSubresource(
            String namespace, String name, String subresource, Object body, Class<A> answerType) {
        return transport.write(
                "POST",
                path(namespace, name) + "/" + subresource,
                Map.of(),
                RestTransport.JSON,
                ModelJson.gson().toJson(body),
                answer -> ModelJson.gson().fromJson(answer, answerType));
    }

    private T write(String method, String path, T object) {
        var body = ModelJson.gson().toJson(object);
        return transport.write(method, path, Map.of(), RestTransport.JSON, body, this::model);
    }

    private T patch(String path, PatchType patchType, String body) {
        return transport.write("PATCH", path, Map.of(), RestPatches.mediaType(patchType), body, this::model);
    }

    private T model(Reader answer) {
        return ModelJson.named(ModelJson.gson().fromJson(answer, type));
    }

    private String path(String namespace, String name) {
        return resource.path(namespace) + "/" + name;
    }

    private static String namespace(KubernetesObject object) {
        return Objects.requireNonNullElse(object.getMetadata().getNamespace(), "");
    }

    private static String name(KubernetesObject object) {
        return Objects.requireNonNull(object.getMetadata().getName(), "metadata.name");
    }
}
