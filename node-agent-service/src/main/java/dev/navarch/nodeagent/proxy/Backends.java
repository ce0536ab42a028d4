package dev.navarch.nodeagent.proxy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a frontend's connections go.
 *
 * @param slots the endpoints to choose from, each equally likely
 * @param all those of the whole cluster, where only this node's are slots; otherwise the slots
 * @param stickySeconds how long a client stays with its endpoint; 0 = each connection chooses anew
 * @param keepsClientAddress whether the endpoint sees who called (only for frontends whose slots are all here)
 * @param sources the only networks that may connect; none: everybody may
 */
record Backends(
        List<Endpoint> slots, List<Endpoint> all, int stickySeconds, boolean keepsClientAddress, List<String> sources) {
    Backends {
        slots = List.copyOf(slots);
        all = List.copyOf(all);
        sources = List.copyOf(sources);
    }

    Backends(List<Endpoint> slots, int stickySeconds, boolean keepsClientAddress) {
        this(slots, slots, stickySeconds, keepsClientAddress, List.of());
    }

    Backends onlyFrom(List<String> networks) {
        return new Backends(slots, all, stickySeconds, keepsClientAddress, networks);
    }

    /** Whether connections vanish: somebody serves, but not here. Where nobody serves, they are refused. */
    boolean silent() {
        return slots.isEmpty() && !all.isEmpty();
    }

    /** Whether who calls from a pod or from this node may go to any endpoint, though others may not. */
    boolean widerInside() {
        return keepsClientAddress && !all.isEmpty();
    }

    /** The same with each endpoint in its old slot as far as there is one: clients that stay with a slot stay with an endpoint. */
    Backends inPlacesOf(Backends before) {
        return new Backends(
                inPlaces(slots, before.slots), inPlaces(all, before.all), stickySeconds, keepsClientAddress, sources);
    }

    private static List<Endpoint> inPlaces(List<Endpoint> endpoints, List<Endpoint> before) {
        @Nullable Endpoint[] places = new Endpoint[endpoints.size()];
        var others = new ArrayList<>(endpoints);
        for (var slot = 0; slot < Math.min(places.length, before.size()); slot++) {
            if (others.remove(before.get(slot))) places[slot] = before.get(slot);
        }
        var next = others.iterator();
        return Arrays.stream(places)
                .map(endpoint -> Objects.requireNonNullElseGet(endpoint, next::next))
                .toList();
    }

    /** @param local a pod of this node */
    record Endpoint(String address, int port, boolean local) {}
}
