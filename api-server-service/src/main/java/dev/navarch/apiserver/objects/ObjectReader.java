package dev.navarch.apiserver.objects;

import dev.navarch.machinery.name.GroupResource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Reads out of the watch caches, for the server's own rooms (admission, authorization, bootstrap). Never goes to the store. */
public interface ObjectReader {
    /** @param namespace empty for cluster-scoped kinds */
    @Nullable
    ObjectNode find(GroupResource resource, String namespace, String name);

    /** @param namespace empty for all */
    List<ObjectNode> list(GroupResource resource, String namespace);

    /**
     * Calls the listener with every object that is there and then with each change, in order, on the cache's thread: it must be
     * quick. This is how RBAC keeps its compiled rules and the allocators their bitmaps.
     */
    void subscribe(GroupResource resource, ObjectListener listener);

    interface ObjectListener {
        void put(ObjectNode object);

        void deleted(ObjectNode last);

        /** Everything known so far is void; puts of all objects follow. */
        void reset();
    }
}
