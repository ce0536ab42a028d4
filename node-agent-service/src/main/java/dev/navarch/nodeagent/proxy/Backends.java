package dev.navarch.nodeagent.proxy;

import java.util.List;

/**
 * Where a frontend's connections go.
 *
 * @param slots the endpoints to choose from, each equally likely; none: connections are refused
 * @param stickySeconds how long a client stays with its endpoint; 0 = each connection chooses anew
 * @param keepsClientAddress whether the endpoint sees who called (only for node ports whose endpoints are all here)
 */
record Backends(List<Endpoint> slots, int stickySeconds, boolean keepsClientAddress) {
    Backends {
        slots = List.copyOf(slots);
    }

    /** @param local a pod of this node */
    record Endpoint(String address, int port, boolean local) {}
}
