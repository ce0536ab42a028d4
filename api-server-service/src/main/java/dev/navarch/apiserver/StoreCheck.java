package dev.navarch.apiserver;

import dev.navarch.apiserver.web.HealthPaths;
import dev.navarch.store.StorageException;
import dev.navarch.store.VersionedStore;
import org.jspecify.annotations.Nullable;

/** Named as clients know it from upstream. */
final class StoreCheck implements HealthPaths.Check {
    private final VersionedStore store;

    StoreCheck(VersionedStore store) {
        this.store = store;
    }

    @Override
    public String name() {
        return "etcd";
    }

    @Override
    public boolean live() {
        return false;
    }

    @Override
    public @Nullable String problem() {
        try {
            store.currentRevision();
            return null;
        } catch (StorageException broken) {
            return broken.getMessage();
        }
    }
}
