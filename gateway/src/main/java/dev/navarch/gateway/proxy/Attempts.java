package dev.navarch.gateway.proxy;

import java.net.InetSocketAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that one request tries: in turn with other requests, those first that it has not tried, and never one that is not
 * ready any more.
 */
final class Attempts {
    private final Supplier<List<InetSocketAddress>> ready;
    private final int first;
    private final Set<InetSocketAddress> tried = new HashSet<>();

    /** @param turn counted over the requests to the same Service */
    Attempts(Supplier<List<InetSocketAddress>> ready, int turn) {
        this.ready = ready;
        this.first = turn;
    }

    /** Null when no endpoint is ready. */
    synchronized @Nullable InetSocketAddress next() {
        var endpoints = ready.get();
        if (endpoints.isEmpty()) return null;
        for (var offset = 0; offset < endpoints.size(); offset++) {
            var endpoint = endpoints.get(Math.floorMod(first + offset, endpoints.size()));
            if (tried.add(endpoint)) return endpoint;
        }
        return endpoints.get(Math.floorMod(first + tried.size(), endpoints.size()));
    }
}
