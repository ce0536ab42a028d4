package dev.navarch.apiserver.discovery;

import dev.navarch.apiserver.aggregation.AggregatedVersions;
import dev.navarch.apiserver.handlers.Negotiation;
import dev.navarch.apiserver.handlers.ObjectResponses;
import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.registry.ServedResources;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.web.Dispatcher;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.status.StatusException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** {@code /api}, {@code /apis} and what lies below them up to the resources. */
public final class DiscoveryPaths implements Dispatcher.PathHandler {
    private static final String GROUP = "apidiscovery.k8s.io";
    private static final String LIST = "APIGroupDiscoveryList";
    /** Newest first; only their name differs. */
    private static final List<String> VERSIONS = List.of("v2", "v2beta1");

    private final ServedResources served;
    private final AggregatedVersions versions;
    private final ObjectResponses responses;
    private volatile Documents documents;

    /** Encoded documents of one state of what is served. */
    private record Documents(long state, DiscoveryDocuments builder, Map<String, Tagged> encoded) {}

    @SuppressWarnings("ArrayRecordComponent")
    private record Tagged(byte[] bytes, String etag) {}

    public DiscoveryPaths(ServedResources served, AggregatedVersions versions, ObjectResponses responses) {
        this.served = served;
        this.versions = versions;
        this.responses = responses;
        this.documents = read();
    }

    @Override
    public @Nullable ApiResponse handle(ApiRequest request) {
        var path = request.info().path();
        var parts = List.of(path.substring(1).split("/"));
        var current = documents();
        return switch (parts.getFirst()) {
            case "api" -> core(request, parts, current);
            case "apis" -> groups(request, parts, current);
            default -> null;
        };
    }

    private @Nullable ApiResponse core(ApiRequest request, List<String> parts, Documents current) {
        if (parts.size() == 1) {
            var version = aggregated(request);
            return version == null ? classic(request, versions(request)) : tagged(request, version, true, current);
        }
        return parts.size() == 2
                ? classic(request, current.builder.resourceList(new GroupVersion("", parts.get(1))))
                : null;
    }

    private @Nullable ApiResponse groups(ApiRequest request, List<String> parts, Documents current) {
        if (parts.size() == 1) {
            var version = aggregated(request);
            return version == null
                    ? classic(request, current.builder.groupList())
                    : tagged(request, version, false, current);
        }
        if (parts.size() == 2) return classic(request, current.builder.group(parts.get(1)));
        if (parts.size() > 3) return null;
        var list = current.builder.resourceList(new GroupVersion(parts.get(1), parts.get(2)));
        if (list == null && current.builder.knowsGroup(parts.get(1))) throw StatusException.unknownResource();
        return classic(request, list);
    }

    /** The version of aggregated discovery that the client wants; null for the classic documents. */
    private static @Nullable String aggregated(ApiRequest request) {
        return Negotiation.version(request, GROUP, VERSIONS, LIST);
    }

    private Documents documents() {
        var current = documents;
        if (current.state != state()) {
            current = read();
            documents = current;
        }
        return current;
    }

    private Documents read() {
        return new Documents(state(), new DiscoveryDocuments(served, versions), new ConcurrentHashMap<>());
    }

    /** Both rise only, and so does their sum. */
    private long state() {
        return served.changes() + versions.changes();
    }

    private static ApiResponse tagged(ApiRequest request, String version, boolean core, Documents current) {
        var document = current.encoded.computeIfAbsent(
                version + (core ? "/api" : "/apis"), name -> tag(current.builder.aggregated(version, core)));
        var type = "application/json;g=" + GROUP + ";v=" + version + ";as=" + LIST;
        var headers = Map.of("ETag", document.etag, "Vary", "Accept", "Cache-Control", "public");
        if (document.etag.equals(request.header("If-None-Match")))
            return new ApiResponse.Bytes(304, type, new byte[0], headers);
        return new ApiResponse.Bytes(200, type, document.bytes, headers);
    }

    private static Tagged tag(ObjectNode document) {
        try {
            var bytes = ObjectResponses.json(document, false);
            var hash = MessageDigest.getInstance("SHA-512").digest(bytes);
            return new Tagged(bytes, '"' + HexFormat.of().withUpperCase().formatHex(hash) + '"');
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static ObjectNode versions(ApiRequest request) {
        var versions = Json.object();
        versions.put("kind", "APIVersions");
        versions.putArray("versions").add("v1");
        var local = request.exchange().getRequest().getLocalAddress();
        if (local != null && local.getAddress() != null)
            versions.putArray("serverAddressByClientCIDRs")
                    .addObject()
                    .put("clientCIDR", "0.0.0.0/0")
                    .put("serverAddress", local.getAddress().getHostAddress() + ":" + local.getPort());
        return versions;
    }

    private @Nullable ApiResponse classic(ApiRequest request, @Nullable ObjectNode document) {
        return document == null ? null : responses.object(request, 200, document, (ServedResource) null);
    }
}
