package dev.navarch.apiserver.handlers;

import dev.navarch.apiserver.handlers.Negotiation.Answers;
import dev.navarch.apiserver.registry.Registry;
import dev.navarch.apiserver.registry.ServedResource;
import dev.navarch.apiserver.request.ApiRequest;
import dev.navarch.apiserver.request.ApiResponse;
import dev.navarch.apiserver.table.Tables;
import dev.navarch.apiserver.watchcache.CachedObject;
import dev.navarch.apiserver.watchcache.Expired;
import dev.navarch.apiserver.watchcache.Snapshot;
import dev.navarch.apiserver.watchcache.WatchCaches;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.codec.MediaType;
import dev.navarch.machinery.status.StatusException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Lists: a copy of bytes where the client wants plain JSON. */
public final class ListHandler {
    private final WatchCaches caches;
    private final Registry registry;
    private final ObjectResponses responses;

    public ListHandler(WatchCaches caches, Registry registry, ObjectResponses responses) {
        this.caches = caches;
        this.registry = registry;
        this.responses = responses;
    }

    /**
     * @param remaining how many come after this page; -1 where that is not said
     * @param next empty on the last page
     */
    private record Page(List<CachedObject> objects, long revision, long remaining, String next) {}

    public ApiResponse handle(ApiRequest request, ServedResource resource) {
        var options = ListOptions.of(request, false);
        var form = responses.form(request, resource, Answers.LIST);
        var page = page(resource, Selection.of(resource, request.info().namespace(), options), options);
        if (form.isPlainJson() && resource.servesStoredBytes())
            return new ApiResponse.Bytes(200, "application/json", json(resource, page));
        if (form.media() == MediaType.PROTOBUF)
            return new ApiResponse.Pieces(200, form.media().text(), protobuf(resource, form, page));
        return responses.bytes(200, form, tree(request, resource, form, page));
    }

    /** What deletecollection works on. */
    List<CachedObject> select(ApiRequest request, ServedResource resource) {
        var options = ListOptions.of(request, false);
        return page(resource, Selection.of(resource, request.info().namespace(), options), options)
                .objects();
    }

    private Page page(ServedResource resource, Selection selection, ListOptions options) {
        var from = "";
        Snapshot snapshot;
        if (options.continueToken().isEmpty()) {
            snapshot = snapshot(resource, options);
        } else {
            if (!options.resourceVersion().isEmpty()
                    && !options.resourceVersion().equals("0"))
                throw StatusException.badRequest("specifying resource version is not allowed when using continue");
            var token = ContinueToken.parse(options.continueToken());
            from = token.start();
            snapshot = snapshot(resource, token);
        }
        var limit = options.limit() <= 0 ? Integer.MAX_VALUE : options.limit();
        var found = new ArrayList<CachedObject>();
        var objects = selection.scope().in(snapshot.objects(), from);
        while (objects.hasNext()) {
            var object = objects.next();
            if (!selection.test(object)) continue;
            if (found.size() == limit)
                return new Page(
                        found,
                        snapshot.revision(),
                        selection.selects() ? -1 : remaining(snapshot, selection, object),
                        ContinueToken.after(snapshot.revision(), found.getLast().key())
                                .encode());
            found.add(object);
        }
        return new Page(found, snapshot.revision(), -1, "");
    }

    private static int remaining(Snapshot snapshot, Selection selection, CachedObject next) {
        var namespace = selection.scope().namespace();
        var end = namespace.isEmpty()
                ? snapshot.objects().size()
                : snapshot.objects().rank(namespace + "0");
        return end - snapshot.objects().rank(next.key());
    }

    private Snapshot snapshot(ServedResource resource, ListOptions options) {
        var cache = registry.cache(resource);
        var asked = ResourceVersions.parse(options.resourceVersion());
        if (options.resourceVersion().isEmpty()) {
            caches.awaitNewest();
            return cache.now();
        }
        if (asked == 0) return cache.now();
        caches.awaitRevision(asked);
        var exact = options.match().equals("Exact") || (options.match().isEmpty() && options.limit() > 0);
        if (!exact) return cache.now();
        var then = cache.at(asked);
        if (then == null) throw new StatusException(Expired.list());
        return then;
    }

    private Snapshot snapshot(ServedResource resource, ContinueToken token) {
        var cache = registry.cache(resource);
        if (token.revision() < 0) {
            caches.awaitNewest();
            return cache.now();
        }
        var then = cache.at(token.revision());
        if (then == null) throw new StatusException(Expired.page(new ContinueToken(-1, token.start()).encode()));
        return then;
    }

    private static byte[] json(ServedResource resource, Page page) {
        var head = head(resource, page).getBytes(StandardCharsets.UTF_8);
        var custom = resource.custom();
        var length = head.length + 3L;
        for (var object : page.objects) length += (custom ? object.wholeLength() : object.itemLength()) + 1;
        var bytes = new byte[Math.toIntExact(page.objects.isEmpty() ? length : length - 1)];
        System.arraycopy(head, 0, bytes, 0, head.length);
        var at = head.length;
        var first = true;
        for (var object : page.objects) {
            if (!first) bytes[at++] = ',';
            first = false;
            at = custom ? object.writeWhole(bytes, at) : object.writeItem(bytes, at);
        }
        bytes[at++] = ']';
        bytes[at++] = '}';
        bytes[at] = '\n';
        return bytes;
    }

    private static String head(ServedResource resource, Page page) {
        return "{\"kind\":\"" + resource.kind().kind() + "List\",\"apiVersion\":\""
                + resource.kind().groupVersion() + "\",\"metadata\":" + Json.text(metadata(page)) + ",\"items\":[";
    }

    private static ObjectNode metadata(Page page) {
        var metadata = Json.object();
        metadata.put("resourceVersion", Long.toString(page.revision));
        if (!page.next.isEmpty()) metadata.put("continue", page.next);
        if (page.remaining > 0) metadata.put("remainingItemCount", page.remaining);
        return metadata;
    }

    private List<ByteBuffer> protobuf(ServedResource resource, Form form, Page page) {
        var partial = form.shape() == Form.Shape.METADATA;
        var list = responses.protobuf().list(partial ? form.metadataKind() : resource.kind(), metadata(page));
        for (var object : page.objects) {
            if (partial) list.add(Tables.metadataOnly(Registry.tree(resource, object), form.asVersion()));
            else if (resource.servesStoredBytes()) list.add(object.json());
            else list.add(Registry.tree(resource, object));
        }
        return list.finish();
    }

    private ObjectNode tree(ApiRequest request, ServedResource resource, Form form, Page page) {
        var objects = page.objects.stream()
                .map(object -> Registry.tree(resource, object))
                .toList();
        return responses.list(request, resource, form, metadata(page), objects);
    }
}
