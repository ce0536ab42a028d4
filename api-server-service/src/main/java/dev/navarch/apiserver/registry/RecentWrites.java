package dev.navarch.apiserver.registry;

import dev.navarch.store.StoreKey;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * This server's own writes that its caches have perhaps not seen yet, so that the next write of the same object does not begin from what
 * is known to be old and cost a conflict.
 */
final class RecentWrites {
    /** From here on what the caches have seen is thrown out. */
    private static final int CROWDED = 1000;

    private final Map<StoreKey, Long> revisions = new ConcurrentHashMap<>();
    private final LongSupplier applied;

    RecentWrites(LongSupplier applied) {
        this.applied = applied;
    }

    void wrote(StoreKey key, long revision) {
        revisions.merge(key, revision, Math::max);
        if (revisions.size() <= CROWDED) return;
        var seen = applied.getAsLong();
        revisions.values().removeIf(written -> written <= seen);
    }

    /** The revision to wait for before the object is read; 0 for none. */
    long pending(StoreKey key) {
        var written = revisions.get(key);
        return written == null || written <= applied.getAsLong() ? 0 : written;
    }
}
