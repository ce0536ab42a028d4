package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.watchcache.CachedObject;
import dev.navarch.apiserver.watchcache.KindCache;
import dev.navarch.apiserver.watchcache.WatchCaches;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.store.StoreKey;
import dev.navarch.store.VersionedStore;
import dev.navarch.store.WriteOutcome;
import java.time.Duration;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Objects as they lie in the store: read from the cache, each written by one command that compares revisions. */
final class StoredObjects {
    private static final Duration EVENT_LIFETIME = Duration.ofHours(1);

    private final WatchCaches caches;
    private final VersionedStore store;
    private final RecentWrites recent;

    StoredObjects(WatchCaches caches, VersionedStore store) {
        this.caches = caches;
        this.store = store;
        this.recent = new RecentWrites(caches.applied()::get);
    }

    KindCache cache(ServedResource resource) {
        return caches.get(resource.storageKind());
    }

    /** What the cache holds, which may be a moment old; only what it does not hold is asked for. */
    @Nullable
    CachedObject cachedOrNewest(ServedResource resource, String namespace, String name) {
        var pending = recent.pending(resource.storeKey(namespace, name));
        if (pending > 0) caches.awaitRevision(pending);
        var cached = cache(resource).find(resource.key(namespace, name));
        return cached == null ? newest(resource, namespace, name) : cached;
    }

    @Nullable
    CachedObject newest(ServedResource resource, String namespace, String name) {
        caches.awaitNewest();
        return cache(resource).find(resource.key(namespace, name));
    }

    ObjectNode create(ServedResource resource, ObjectNode object) {
        var key = keyOf(resource, object);
        var written = written(store.create(key, encode(resource, object), lifetime(resource)), key, object);
        if (written == null)
            throw StatusException.alreadyExists(
                    resource.groupResource(), ObjectMeta.of(object).name());
        return written;
    }

    /**
     * @param bytes the object's, as {@link #encode} makes them
     * @return null when somebody else was faster
     */
    @Nullable
    ObjectNode replace(ServedResource resource, CachedObject before, ObjectNode object, byte[] bytes) {
        var key = keyOf(resource, object);
        return written(store.update(key, bytes, before.revision(), lifetime(resource)), key, object);
    }

    /**
     * @param last as it is answered
     * @return null when somebody else was faster
     */
    @Nullable
    ObjectNode delete(ServedResource resource, CachedObject before, ObjectNode last) {
        var key = keyOf(resource, last);
        return written(store.delete(key, before.revision()), key, last);
    }

    static byte[] encode(ServedResource resource, ObjectNode object) {
        UnaryOperator<ObjectNode> convert = resource.conversion().toStored();
        return StoredForm.encode(resource.servesStoredBytes() ? object : convert.apply(object.deepCopy()));
    }

    static ObjectNode versioned(ObjectNode object, long revision) {
        ObjectMeta.of(object).resourceVersion(Long.toString(revision));
        return object;
    }

    /** A client reads what it has just written, at this server, even when it asks for whatever the cache has. */
    private @Nullable ObjectNode written(WriteOutcome outcome, StoreKey key, ObjectNode object) {
        return switch (outcome) {
            case WriteOutcome.Written(var revision) -> {
                caches.settle(revision);
                recent.wrote(key, revision);
                yield versioned(object, revision);
            }
            case WriteOutcome.Conflict _, WriteOutcome.NotFound _ -> null;
            case WriteOutcome.Unknown(var why) ->
                throw new StatusException(new Status(
                        504, "Timeout", "Timeout: it is not known whether the write took place: " + why, null));
        };
    }

    private static StoreKey keyOf(ServedResource resource, ObjectNode object) {
        var metadata = ObjectMeta.of(object);
        return resource.storeKey(metadata.namespace(), metadata.name());
    }

    private static @Nullable Duration lifetime(ServedResource resource) {
        return resource.storageKind().equals("events") ? EVENT_LIFETIME : null;
    }
}
