package dev.navarch.apiserver.discovery;

import dev.navarch.apiserver.handlers.Negotiation;
import dev.navarch.apiserver.handlers.ObjectResponses;
import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.registry.ServedResources;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.web.Dispatcher;
import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.openapi.OpenApiResource;
import dev.navarch.machinery.openapi.OpenApiV2;
import dev.navarch.machinery.openapi.OpenApiV3;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.resources.ResourceDefinition.Subresource;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** {@code /openapi/v2} and {@code /openapi/v3}. Documents are built when first asked for, and again when what is served has changed. */
public final class OpenApiPaths implements Dispatcher.PathHandler {
    private final ServedResources served;
    private final SchemaCatalog schemas;
    private final OpenApiV3 v3;
    private final OpenApiV2 v2;
    private volatile Documents documents;

    private record Documents(
            long state, Map<GroupVersion, List<OpenApiResource>> resources, Map<String, byte[]> encoded) {}

    public OpenApiPaths(ServedResources served, SchemaCatalog schemas, OpenApiV3 v3, OpenApiV2 v2) {
        this.served = served;
        this.schemas = schemas;
        this.v3 = v3;
        this.v2 = v2;
        this.documents = read();
    }

    @Override
    public @Nullable ApiResponse handle(ApiRequest request) {
        var path = request.info().path();
        if (!path.startsWith("/openapi/")) return null;
        var current = documents();
        return switch (path) {
            case "/openapi/v2" -> version2(request, current);
            case "/openapi/v3", "/openapi/v3/" -> json(encoded(current, "index", () -> index(current)), Map.of());
            default -> path.startsWith("/openapi/v3/") ? version3(path, request, current) : null;
        };
    }

    private ApiResponse version2(ApiRequest request, Documents current) {
        var accept = String.join(",", request.headers().getOrEmpty("Accept"));
        if (accept.contains(OpenApiV2.PROTOBUF) || accept.contains(OpenApiV2.PROTOBUF_ANSWER))
            return new ApiResponse.Bytes(
                    200,
                    OpenApiV2.PROTOBUF_ANSWER,
                    encoded(current, "v2-protobuf", () -> v2.protobuf(v2.document(all(current)))));
        if (!accept.isEmpty() && !accept.contains("json") && !accept.contains("*")) throw Negotiation.notAcceptable();
        return json(encoded(current, "v2", () -> ObjectResponses.json(v2.document(all(current)), false)), Map.of());
    }

    private @Nullable ApiResponse version3(String path, ApiRequest request, Documents current) {
        var name = path.substring("/openapi/v3/".length());
        var version = groupVersion(name);
        if (version == null || !current.resources.containsKey(version)) return null;
        var bytes = document(current, version);
        var hash = hash(bytes);
        if (request.parameter("hash").equals(hash))
            return json(bytes, Map.of("Cache-Control", "public, immutable", "ETag", '"' + hash + '"'));
        return json(bytes, Map.of("ETag", '"' + hash + '"'));
    }

    private byte[] index(Documents current) {
        var hashes = new LinkedHashMap<GroupVersion, String>();
        for (var version : current.resources.keySet()) hashes.put(version, hash(document(current, version)));
        return ObjectResponses.json(v3.index(hashes), false);
    }

    private byte[] document(Documents current, GroupVersion version) {
        return encoded(
                current,
                version.toString(),
                () -> ObjectResponses.json(
                        v3.document(version, current.resources.getOrDefault(version, List.of())), false));
    }

    private interface Encoding {
        byte[] bytes();
    }

    private static byte[] encoded(Documents current, String key, Encoding encoding) {
        var ready = current.encoded.get(key);
        if (ready != null) return ready;
        var made = encoding.bytes();
        current.encoded.put(key, made);
        return made;
    }

    private Documents documents() {
        var current = documents;
        if (current.state == served.changes()) return current;
        current = read();
        documents = current;
        return current;
    }

    private Documents read() {
        var state = served.changes();
        var resources = new LinkedHashMap<GroupVersion, List<OpenApiResource>>();
        for (var resource : served.all())
            if (!resource.custom())
                resources
                        .computeIfAbsent(resource.names().groupVersion(), name -> new ArrayList<>())
                        .add(describe(resource));
        return new Documents(state, resources, new ConcurrentHashMap<>());
    }

    private OpenApiResource describe(ServedResource resource) {
        var names = resource.names();
        return new OpenApiResource(
                names.groupVersion(),
                resource.kind(),
                names.plural(),
                names.namespaced(),
                names.verbs(),
                resource.definition().schema(),
                true,
                resource.definition().subresources().stream()
                        .map(subresource -> describe(resource, subresource))
                        .toList());
    }

    private OpenApiResource.Subresource describe(ServedResource resource, Subresource subresource) {
        var kind = subresource.version().isEmpty()
                ? resource.names().groupVersion().kind(subresource.kind())
                : new GroupVersionKind(subresource.group(), subresource.version(), subresource.kind());
        var schema = schemas.find(kind);
        return new OpenApiResource.Subresource(
                subresource.name(), kind, Set.copyOf(subresource.verbs()), schema == null ? "" : schema.name());
    }

    private static List<OpenApiResource> all(Documents current) {
        return current.resources.values().stream().flatMap(List::stream).toList();
    }

    private static @Nullable GroupVersion groupVersion(String name) {
        var parts = name.split("/");
        if (parts.length == 2 && parts[0].equals("api")) return new GroupVersion("", parts[1]);
        return parts.length == 3 && parts[0].equals("apis") ? new GroupVersion(parts[1], parts[2]) : null;
    }

    private static ApiResponse json(byte[] bytes, Map<String, String> headers) {
        return new ApiResponse.Bytes(200, "application/json", bytes, new TreeMap<>(headers));
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
