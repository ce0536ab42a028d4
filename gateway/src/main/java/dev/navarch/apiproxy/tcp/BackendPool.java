package dev.navarch.apiproxy.tcp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** All backends, and the order in which a connection tries them. */
public final class BackendPool {
    private final List<Backend> backends;
    private final Balancing balancing;
    private final AtomicInteger turn = new AtomicInteger();

    public BackendPool(List<HostAndPort> addresses, Balancing balancing) {
        if (addresses.isEmpty()) throw new IllegalArgumentException("There is no backend to lead connections to");
        this.backends = addresses.stream().map(Backend::new).toList();
        this.balancing = balancing;
    }

    public List<Backend> backends() {
        return backends;
    }

    public boolean anyHealthy() {
        return backends.stream().anyMatch(Backend::healthy);
    }

    /** The healthy ones first; the others after them, since a probe may be behind the times. */
    List<Backend> candidates() {
        var candidates = new ArrayList<>(backends);
        Collections.rotate(candidates, -Math.floorMod(turn.getAndIncrement(), backends.size()));
        if (balancing == Balancing.LEAST_CONNECTIONS) candidates.sort(Comparator.comparingInt(Backend::connections));
        candidates.sort(Comparator.comparing(Backend::healthy).reversed());
        return candidates;
    }
}
