package dev.navarch.nodeagent.proxy;

import java.util.List;

/**
 * Where a frontend's connections go.
 *
 * @param slots the endpoints to choose from, each equally likely; none: connections are refused
 * @param stickySeconds how long a client stays with its endpoint; 0 = each connection chooses anew
 * @param keepsClientAddress whether the endpoint sees who called (only for frontends whose endpoints are all here)
 * @param sources the only networks that may connect; none: everybody may
 */
record Backends(List<Endpoint> slots, int stickySeconds, boolean keepsClientAddress, List<String> sources) {
    Backends {
        slots = List.copyOf(slots);
        sources = List.copyOf(sources);
    }

    Backends(List<Endpoint> slots, int stickySeconds, boolean keepsClientAddress) {
        this(slots, stickySeconds, keepsClientAddress, List.of());
    }

    Backends onlyFrom(List<String> networks) {
        return new Backends(slots, stickySeconds, keepsClientAddress, networks);
    }

    /** @param local a pod of this node */
    record Endpoint(String address, int port, boolean local) {}
}
