package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.watchcache.CachedObject;
import dev.navarch.apiserver.watchcache.KindCache;
import dev.navarch.apiserver.watchcache.WatchCaches;
import dev.navarch.machinery.name.GroupResource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The server's own view of what it has cached. */
public final class CachedObjects implements ObjectReader {
    private final ServedResources served;
    private final WatchCaches caches;

    public CachedObjects(ServedResources served, WatchCaches caches) {
        this.served = served;
        this.caches = caches;
    }

    @Override
    public @Nullable ObjectNode find(GroupResource resource, String namespace, String name) {
        var of = served.get(resource);
        var found = caches.get(of.storageKind()).find(of.key(namespace, name));
        return found == null ? null : Registry.tree(of, found);
    }

    @Override
    public List<ObjectNode> list(GroupResource resource, String namespace) {
        var of = served.get(resource);
        var scope = new KindCache.Scope(of.namespaced() ? namespace : "", null, java.util.Map.of());
        var found = new ArrayList<ObjectNode>();
        scope.in(caches.get(of.storageKind()).now().objects(), "")
                .forEachRemaining(object -> found.add(Registry.tree(of, object)));
        return found;
    }

    @Override
    public void subscribe(GroupResource resource, ObjectListener listener) {
        var of = served.get(resource);
        caches.get(of.storageKind()).listen(new KindCache.Listener() {
            @Override
            public void put(CachedObject object) {
                listener.put(Registry.tree(of, object));
            }

            @Override
            public void deleted(CachedObject last) {
                listener.deleted(Registry.tree(of, last));
            }

            @Override
            public void reset() {
                listener.reset();
            }
        });
    }
}
