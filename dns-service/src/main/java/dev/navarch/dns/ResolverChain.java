package dev.navarch.dns;

import dev.navarch.dns.cluster.ClusterWatches;
import dev.navarch.dns.cluster.ClusterZone;
import dev.navarch.dns.cluster.ReverseZone;
import dev.navarch.dns.forward.LoopProbe;
import dev.navarch.dns.server.Resolver;
import java.util.List;

/** Who is asked, in this order; what nobody answers is forwarded. */
final class ResolverChain {
    private ResolverChain() {}

    static List<Resolver> of(ClusterWatches watches, LoopProbe probe, String clusterDomain, String serviceAddress) {
        return List.of(
                probe,
                new ClusterZone(clusterDomain, serviceAddress, watches.index(), watches::hasSynced),
                new ReverseZone(clusterDomain, watches.index()));
    }
}
