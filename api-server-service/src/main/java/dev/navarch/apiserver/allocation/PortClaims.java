package dev.navarch.apiserver.allocation;

import dev.navarch.machinery.status.Status;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.store.StoreKey;
import dev.navarch.store.Versioned;
import dev.navarch.store.VersionedStore;
import dev.navarch.store.WriteOutcome;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/** A node port is held by a key of its own in the store; no API object stands for it upstream either. */
final class PortClaims implements Claims<Integer> {
    static final String KIND = "nodeports";

    private final VersionedStore store;
    private final IntPredicate known;

    /** @param known whether a service has a port, as far as this server has seen */
    PortClaims(VersionedStore store, IntPredicate known) {
        this.store = store;
        this.known = known;
    }

    @Override
    public boolean seemsTaken(Integer port) {
        return known.test(port);
    }

    @Override
    public boolean claim(Integer port, ServiceName by) {
        return switch (store.create(key(port), by.toString().getBytes(StandardCharsets.UTF_8), null)) {
            case WriteOutcome.Written _ -> true;
            case WriteOutcome.Conflict _ -> holds(port, by);
            case WriteOutcome.NotFound _ -> false;
            case WriteOutcome.Unknown(var why) ->
                throw new StatusException(new Status(
                        504, "Timeout", "Timeout: it is not known whether the node port was taken: " + why, null));
        };
    }

    @Override
    public void release(Integer port, ServiceName by) {
        var held = store.get(key(port));
        if (held != null && holder(held).equals(by)) store.delete(held.key(), held.revision());
    }

    /** Every claim there is. */
    Map<Integer, ServiceName> all() {
        var claims = new HashMap<Integer, ServiceName>();
        store.list(KIND, chunk -> {
            for (var claim : chunk) claims.put(Integer.valueOf(claim.key().name()), holder(claim));
        });
        return claims;
    }

    private boolean holds(Integer port, ServiceName by) {
        var held = store.get(key(port));
        return held != null && holder(held).equals(by);
    }

    private static ServiceName holder(Versioned held) {
        return ServiceName.parse(new String(held.value(), StandardCharsets.UTF_8));
    }

    private static StoreKey key(Integer port) {
        return new StoreKey(KIND, port.toString());
    }
}
