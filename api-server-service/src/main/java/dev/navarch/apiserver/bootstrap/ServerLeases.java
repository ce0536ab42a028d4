package dev.navarch.apiserver.bootstrap;

import dev.navarch.store.StoreKey;
import dev.navarch.store.VersionedStore;
import dev.navarch.store.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Which API servers live: each keeps a key of its address in the store that ends by itself when it is not renewed. They are no objects
 * of the API.
 */
final class ServerLeases {
    static final Duration LIFETIME = Duration.ofSeconds(10);
    private static final String KIND = "masterleases";
    private static final byte[] NOTHING = "{}".getBytes(StandardCharsets.ISO_8859_1);

    private final VersionedStore store;

    ServerLeases(VersionedStore store) {
        this.store = store;
    }

    /** Another server of the same address may do the same at the same time: either way it is renewed. */
    void renew(String address) {
        var key = key(address);
        var held = store.get(key);
        var outcome = held == null
                ? store.create(key, NOTHING, LIFETIME)
                : store.update(key, NOTHING, held.revision(), LIFETIME);
        if (outcome instanceof WriteOutcome.Unknown(var why))
            throw new IllegalStateException("The lease of " + address + " may not be renewed: " + why);
    }

    void remove(Collection<String> addresses) {
        for (var address : addresses) {
            var held = store.get(key(address));
            if (held != null) store.delete(held.key(), held.revision());
        }
    }

    SortedSet<String> living() {
        var addresses = new TreeSet<String>();
        store.list(
                KIND, chunk -> chunk.forEach(lease -> addresses.add(lease.key().name())));
        return addresses;
    }

    private static StoreKey key(String address) {
        return new StoreKey(KIND, address);
    }
}
