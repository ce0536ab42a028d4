package dev.navarch.apiserver.registry;

import dev.navarch.apiserver.watchcache.CachedObject;
import dev.navarch.apiserver.watchcache.KindCache;
import dev.navarch.machinery.name.GroupResource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The server's own view of what it has cached. */
public final class CachedObjects implements ObjectReader {
    private final ServedResources served;
    private final Registry registry;

    public CachedObjects(ServedResources served, Registry registry) {
        this.served = served;
        this.registry = registry;
    }

    @Override
    public @Nullable ObjectNode find(GroupResource resource, String namespace, String name) {
        return registry.findCached(served.get(resource), namespace, name);
    }

    @Override
    public List<ObjectNode> list(GroupResource resource, String namespace) {
        var of = served.get(resource);
        var scope = new KindCache.Scope(of.namespaced() ? namespace : "", null, java.util.Map.of());
        var found = new ArrayList<ObjectNode>();
        scope.in(registry.cache(of).now().objects(), "")
                .forEachRemaining(object -> found.add(Registry.tree(of, object)));
        return found;
    }

    @Override
    public void subscribe(GroupResource resource, ObjectListener listener) {
        var of = served.get(resource);
        registry.cache(of).listen(new KindCache.Listener() {
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
