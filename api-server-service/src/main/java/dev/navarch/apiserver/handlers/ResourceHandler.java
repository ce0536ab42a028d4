package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.handlers.Negotiation.Answers;
import dev.navarch.apiserver.handlers.SubresourceHandler.Endpoint;
import dev.navarch.apiserver.registry.Registry;
import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.registry.ServedResources;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.request.RequestInfo;
import dev.navarch.apiserver.watchcache.WatchCaches;
import dev.navarch.machinery.codec.MediaType;
import dev.navarch.machinery.name.GroupVersionResource;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds who answers a request for a resource. */
public final class ResourceHandler {
    private final ServedResources served;
    private final WatchCaches caches;
    private final Registry registry;
    private final ObjectResponses responses;
    private final ListHandler lists;
    private final WatchHandler watches;
    private final WriteHandler writes;
    private final DeleteHandler deletes;
    private final ScaleHandler scales;
    private final Map<Endpoint, SubresourceHandler> subresources = new HashMap<>();

    public ResourceHandler(
            ServedResources served,
            WatchCaches caches,
            Registry registry,
            ObjectResponses responses,
            ListHandler lists,
            WatchHandler watches,
            WriteHandler writes,
            DeleteHandler deletes,
            ScaleHandler scales,
            List<SubresourceHandler> handlers) {
        this.served = served;
        this.caches = caches;
        this.registry = registry;
        this.responses = responses;
        this.lists = lists;
        this.watches = watches;
        this.writes = writes;
        this.deletes = deletes;
        this.scales = scales;
        for (var handler : handlers) for (var endpoint : handler.endpoints()) subresources.put(endpoint, handler);
    }

    /** Null when nothing of that name is served. */
    public @Nullable ApiResponse handle(ApiRequest request) {
        var info = request.info();
        var resource = served.find(new GroupVersionResource(info.group(), info.version(), info.resource()));
        if (resource == null) return null;
        Deprecations.warn(request, resource);
        var own = subresources.get(new Endpoint(info.groupResource(), info.subresource()));
        if (own != null && !allows(resource, info)) throw notAllowed();
        if (own != null) return written(request, own.handle(request), resource);
        if (!info.subresource().isEmpty()) return subresource(request, resource);
        if (!resource.definition().stored() || !resource.names().verbs().contains(info.verb())) throw notAllowed();
        if (!fits(info, resource)) throw notAllowed();
        return switch (info.verb()) {
            case "get" -> get(request, resource);
            case "list" -> lists.handle(request, resource);
            case "watch" -> watches.handle(request, resource);
            case "create" -> written(request, writes.create(request, resource), resource);
            case "update" -> written(request, writes.update(request, resource), resource);
            case "patch" -> written(request, writes.patch(request, resource), resource);
            case "delete" -> written(request, deletes.delete(request, resource), resource);
            case "deletecollection" -> written(request, deletes.deleteCollection(request, resource), resource);
            default -> throw notAllowed();
        };
    }

    /** Whether the verb is one for such a path: of all namespaces, of a collection, of one object. */
    private static boolean fits(RequestInfo info, ServedResource resource) {
        return switch (info.verb()) {
            case "list", "watch" -> true;
            case "create" -> info.name().isEmpty() && hasPlace(info, resource);
            case "update", "patch" -> !info.name().isEmpty() && hasPlace(info, resource);
            default -> hasPlace(info, resource);
        };
    }

    private static boolean hasPlace(RequestInfo info, ServedResource resource) {
        return !resource.namespaced() || !info.namespace().isEmpty();
    }

    private ApiResponse subresource(ApiRequest request, ServedResource resource) {
        var info = request.info();
        if (info.subresource().equals("scale") && scales.serves(resource)) return scales.handle(request, resource);
        var rules = resource.strategy().subresources().get(info.subresource());
        if (rules == null) throw StatusException.unknownResource();
        if (!allows(resource, info)) throw notAllowed();
        return switch (info.verb()) {
            case "get" -> get(request, resource);
            case "update" -> written(request, writes.updateSubresource(request, resource, rules), resource);
            case "patch" -> written(request, writes.patchSubresource(request, resource, rules), resource);
            default -> throw notAllowed();
        };
    }

    /** Whether discovery names the verb. */
    private static boolean allows(ServedResource resource, RequestInfo info) {
        if (info.subresource().isEmpty()) return resource.names().verbs().contains(info.verb());
        return resource.definition().subresources().stream()
                .filter(subresource -> subresource.name().equals(info.subresource()))
                .allMatch(subresource -> subresource.verbs().contains(info.verb()));
    }

    private ApiResponse get(ApiRequest request, ServedResource resource) {
        var info = request.info();
        var form = responses.form(request, resource, Answers.OBJECT);
        var version = request.parameter("resourceVersion");
        if (version.isEmpty()) caches.awaitNewest();
        else if (!version.equals("0")) caches.awaitRevision(ResourceVersions.parse(version));
        var found = registry.cache(resource).find(resource.key(info.namespace(), info.name()));
        if (found == null) throw StatusException.notFound(resource.groupResource(), info.name());
        if (form.isPlainJson() && resource.servesStoredBytes())
            return new ApiResponse.Bytes(200, "application/json", found.json());
        if (form.media() == MediaType.PROTOBUF && form.shape() == Form.Shape.OBJECT && resource.servesStoredBytes())
            return new ApiResponse.Bytes(
                    200, form.media().text(), responses.protobuf().encode(resource.kind(), found.json()));
        return responses.object(request, 200, Registry.tree(resource, found), resource);
    }

    /** Objects become bytes here; everything else is already. */
    private ApiResponse written(ApiRequest request, ApiResponse response, ServedResource resource) {
        if (!(response instanceof ApiResponse.Object answer)) return response;
        var kind = answer.object().path("kind").asString("");
        var ofResource =
                kind.equals(resource.kind().kind()) && resource.definition().stored();
        return responses.object(request, answer.code(), answer.object(), ofResource ? resource : null);
    }

    /** Whether anything is served in any version of a group. */
    public boolean servesGroup(String group) {
        return served.servesGroup(group);
    }

    public static ApiResponse notFound() {
        return new ApiResponse.Bytes(
                404,
                "text/plain; charset=utf-8",
                "404 page not found\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private static StatusException notAllowed() {
        return new StatusException(new Status(
                405,
                "MethodNotAllowed",
                "the server does not allow this method on the requested resource",
                new Status.Details("", "", "")));
    }
}
