package dev.navarch.nodeagent.simulated;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.navarch.client.Informer;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodIP;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives each pod an address of its node's podCIDR, or, when the cluster gives the node none in time, of the node's own range. */
final class PodAddresses {
    private final Map<String, SimulatedNode> nodes;
    private final Informer<V1Node> nodeInformer;
    private final Duration patience;
    private final Clock clock;

    @GuardedBy("this")
    private final Map<String, Pool> pools = new HashMap<>();

    @GuardedBy("this")
    private final Map<String, Instant> askedSince = new HashMap<>();

    private static final class Pool {
        final long first;
        final long last;
        final Map<String, Long> byPod = new HashMap<>();
        final Set<Long> used = new HashSet<>();
        long next;

        Pool(long first, long last) {
            this.first = first;
            this.last = last;
            this.next = first;
        }
    }

    PodAddresses(Map<String, SimulatedNode> nodes, Informer<V1Node> nodeInformer, Duration patience, Clock clock) {
        this.nodes = nodes;
        this.nodeInformer = nodeInformer;
        this.patience = patience;
        this.clock = clock;
    }

    /** Remembers the address that a pod already has. */
    synchronized void adopt(String node, String podUid, V1PodIP address) {
        var pool = pool(node);
        if (pool == null || address.getIp() == null || address.getIp().indexOf(':') >= 0) return;
        var number = Ipv4.parse(address.getIp());
        pool.byPod.put(podUid, number);
        pool.used.add(number);
    }

    /** The pod's address; null while the node waits for its podCIDR, or when the range is full. */
    synchronized @Nullable String addressOf(String node, String podUid) {
        var pool = pool(node);
        if (pool == null) return null;
        var known = pool.byPod.get(podUid);
        if (known != null) return Ipv4.format(known);
        for (var tried = pool.first; tried <= pool.last; tried++) {
            var candidate = pool.next;
            pool.next = candidate == pool.last ? pool.first : candidate + 1;
            if (!pool.used.add(candidate)) continue;
            pool.byPod.put(podUid, candidate);
            return Ipv4.format(candidate);
        }
        return null;
    }

    synchronized void release(String node, V1Pod pod) {
        var pool = pools.get(node);
        if (pool == null || pod.getMetadata() == null || pod.getMetadata().getUid() == null) return;
        var address = pool.byPod.remove(pod.getMetadata().getUid());
        if (address != null) pool.used.remove(address);
    }

    @GuardedBy("this")
    private @Nullable Pool pool(String node) {
        var pool = pools.get(node);
        if (pool != null) return pool;
        var cidr = podCidr(node);
        if (cidr != null) {
            var slash = cidr.indexOf('/');
            var base = Ipv4.parse(cidr.substring(0, slash));
            var size = 1L << (32 - Integer.parseInt(cidr.substring(slash + 1)));
            pool = new Pool(base + 2, base + size - 2);
        } else if (hasWaited(node)) {
            var base = Objects.requireNonNull(nodes.get(node)).podRange();
            pool = new Pool(base + 2, base + 254);
        } else {
            return null;
        }
        pools.put(node, pool);
        return pool;
    }

    @GuardedBy("this")
    private boolean hasWaited(String node) {
        var since = askedSince.computeIfAbsent(node, _ -> clock.instant());
        return !since.plus(patience).isAfter(clock.instant());
    }

    private @Nullable String podCidr(String name) {
        var node = nodeInformer.find("", name);
        var spec = node == null ? null : node.getSpec();
        var cidr = spec == null ? null : spec.getPodCIDR();
        return cidr == null || cidr.indexOf(':') >= 0 ? null : cidr;
    }
}
