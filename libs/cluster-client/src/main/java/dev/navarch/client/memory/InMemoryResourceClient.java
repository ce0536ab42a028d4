package dev.navarch.client.memory;

import com.google.gson.JsonObject;
import dev.navarch.client.ApiFailure;
import dev.navarch.client.ResourceClient;
import dev.navarch.client.ServedResource;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.common.KubernetesObject;
import io.kubernetes.client.openapi.models.V1TokenRequestStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

final class InMemoryResourceClient<T extends KubernetesObject> implements ResourceClient<T> {
    private final InMemoryCluster cluster;
    private final ServedResource resource;
    private final Class<T> type;

    InMemoryResourceClient(InMemoryCluster cluster, ServedResource resource, Class<T> type) {
        this.cluster = cluster;
        this.resource = resource;
        this.type = type;
    }

    @Override
    public @Nullable T find(String namespace, String name) {
        var found = cluster.find(resource, namespace, name);
        return found == null ? null : model(found);
    }

    @Override
    public T get(String namespace, String name) {
        var found = find(namespace, name);
        if (found == null) {
            throw new ApiFailure(404, "NotFound", resource.groupResource() + " \"" + name + "\" not found", null);
        }
        return found;
    }

    @Override
    public List<T> list(String namespace, String labelSelector, String fieldSelector) {
        return cluster.list(resource, ObjectSelector.of(namespace, labelSelector, fieldSelector)).stream()
                .map(this::model)
                .toList();
    }

    @Override
    public T create(T object) {
        return model(cluster.create(resource, ModelJson.tree(object)));
    }

    @Override
    public T update(T object) {
        return updateSubresource(object, "");
    }

    @Override
    public T updateStatus(T object) {
        return updateSubresource(object, "status");
    }

    @Override
    public T updateSubresource(T object, String subresource) {
        return model(cluster.update(resource, ModelJson.tree(object), subresource));
    }

    @Override
    public T patch(String namespace, String name, PatchType patchType, String body) {
        return model(cluster.patch(resource, namespace, name, patchType, body, ""));
    }

    @Override
    public T patchStatus(String namespace, String name, PatchType patchType, String body) {
        return model(cluster.patch(resource, namespace, name, patchType, body, "status"));
    }

    @Override
    public void delete(String namespace, String name, DeleteRequest request) {
        cluster.delete(resource, namespace, name, request);
    }

    @Override
    public <A> A createSubresource(
            String namespace, String name, String subresource, Object body, Class<A> answerType) {
        return switch (resource.plural() + "/" + subresource) {
            case "pods/binding" -> bind(namespace, name, ModelJson.tree(body), answerType);
            case "pods/eviction" -> evict(namespace, name, body, answerType);
            case "serviceaccounts/token" -> token(namespace, name, ModelJson.tree(body), answerType);
            default -> throw new UnsupportedOperationException(resource.plural() + "/" + subresource);
        };
    }

    private <A> A bind(String namespace, String name, JsonObject binding, Class<A> answerType) {
        cluster.bind(
                resource,
                namespace,
                name,
                binding.getAsJsonObject("target").get("name").getAsString());
        return ModelJson.read(binding, answerType);
    }

    private <A> A evict(String namespace, String name, Object eviction, Class<A> answerType) {
        cluster.delete(resource, namespace, name, DeleteRequest.DEFAULT);
        return ModelJson.read(ModelJson.tree(eviction), answerType);
    }

    private <A> A token(String namespace, String name, JsonObject request, Class<A> answerType) {
        var status = new V1TokenRequestStatus()
                .token("token-of-" + namespace + "-" + name)
                .expirationTimestamp(cluster.clock()
                        .instant()
                        .atOffset(java.time.ZoneOffset.UTC)
                        .plusHours(1));
        request.add("status", ModelJson.tree(status));
        return ModelJson.read(request, answerType);
    }

    private T model(JsonObject tree) {
        return ModelJson.read(tree, type);
    }
}
