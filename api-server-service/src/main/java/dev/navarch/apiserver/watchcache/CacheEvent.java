package dev.navarch.apiserver.watchcache;

import org.jspecify.annotations.Nullable;

/**
 * A change of one object.
 *
 * @param object what it is now, null when it was deleted
 * @param previous what it was, null when it is new
 * @param after the kind's objects once this has happened
 * @param seenAt when this server learned of it, in milliseconds
 */
record CacheEvent(
        long revision,
        @Nullable CachedObject object,
        @Nullable CachedObject previous,
        SortedObjects after,
        long seenAt) {
    int bytes() {
        return object == null ? 64 : 64 + object.storedJson().length;
    }
}
