package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.admission.Admission;
import dev.navarch.apiserver.watchcache.CachedObject;
import dev.navarch.apiserver.watchcache.KindCache;
import dev.navarch.apiserver.watchcache.WatchCaches;
import dev.navarch.machinery.metadata.NameGenerator;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.store.VersionedStore;
import java.time.Clock;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Objects of every kind: the newest of each, and the writes, which go through defaults, admission, validation and hooks. */
public final class Registry {
    private final StoredObjects objects;
    private final Creation creation;
    private final Updates updates;
    private final Deletions deletions;

    /** @param hooks asked for at the first write: hooks may themselves write */
    public Registry(
            WatchCaches caches,
            VersionedStore store,
            Admission admission,
            Supplier<List<WriteHook>> hooks,
            NameGenerator names,
            Clock clock) {
        this.objects = new StoredObjects(caches, store);
        var attempts = new Attempts(objects);
        var admitted = new Admitted(admission);
        var writeHooks = new WriteHooks(hooks);
        this.creation = new Creation(objects, admitted, writeHooks, names, clock);
        this.updates = new Updates(objects, attempts, admitted, writeHooks);
        this.deletions = new Deletions(objects, attempts, admitted, writeHooks, clock);
    }

    /** @param gone whether it is gone, rather than marked */
    public record Deletion(ObjectNode object, boolean gone) {}

    public static ObjectNode tree(ServedResource resource, CachedObject cached) {
        var tree = resource.read(cached.storedJson());
        ObjectMeta.of(tree).resourceVersion(Long.toString(cached.revision()));
        return tree;
    }

    public KindCache cache(ServedResource resource) {
        return objects.cache(resource);
    }

    /** The newest, with resourceVersion, in the version asked for. */
    public ObjectNode get(ServedResource resource, String namespace, String name) {
        var found = objects.newest(resource, namespace, name);
        if (found == null) throw StatusException.notFound(resource.groupResource(), name);
        return tree(resource, found);
    }

    public ObjectNode create(ServedResource resource, WriteContext context, ObjectNode object) {
        return creation.create(resource, context, object);
    }

    /**
     * Changes an object.
     *
     * @param change what it makes of the stored object; called again when somebody else was faster
     * @return the object as it is stored afterwards; where nothing changed, as it was
     */
    public ObjectNode update(
            ServedResource resource,
            WriteContext context,
            String namespace,
            String name,
            UpdateRules rules,
            UnaryOperator<ObjectNode> change) {
        return updates.update(resource, context, namespace, name, rules, change);
    }

    public Deletion delete(
            ServedResource resource, WriteContext context, String namespace, String name, DeleteOptions options) {
        return deletions.delete(resource, context, namespace, name, options);
    }
}
