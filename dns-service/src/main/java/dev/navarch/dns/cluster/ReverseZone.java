package dev.navarch.dns.cluster;

import dev.navarch.dns.server.Answer;
import dev.navarch.dns.server.Resolver;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.xbill.DNS.Name;
import org.xbill.DNS.ReverseMap;
import org.xbill.DNS.Type;

/** Names of addresses, where they are a Service's or an endpoint's; all others are somebody else's. */
public final class ReverseZone implements Resolver {
    private static final Name IPV4 = ZoneRecords.parse("in-addr.arpa.");
    private static final Name IPV6 = ZoneRecords.parse("ip6.arpa.");

    private final ZoneRecords records;
    private final ClusterIndex index;

    public ReverseZone(String domain, ClusterIndex index) {
        this.records = new ZoneRecords(domain);
        this.index = index;
    }

    @Override
    public @Nullable Answer resolve(Name name, int type) {
        if (type != Type.PTR || !(name.subdomain(IPV4) || name.subdomain(IPV6))) return null;
        var address = addressIn(name);
        if (address == null) return null;
        var service = index.findServiceByAddress(address);
        if (service != null) return pointer(name, service.name() + "." + service.namespace() + ".svc");
        var endpoints = index.endpointNames(address);
        if (endpoints.isEmpty()) return null;
        return Answer.of(
                endpoints.stream()
                        .map(endpoint -> ZoneRecords.pointer(
                                name,
                                records.below(endpoint.label() + "." + endpoint.service() + "." + endpoint.namespace()
                                        + ".svc")))
                        .toList(),
                List.of());
    }

    private Answer pointer(Name name, String target) {
        return Answer.of(List.of(ZoneRecords.pointer(name, records.below(target))), List.of());
    }

    private static @Nullable InetAddress addressIn(Name name) {
        try {
            return ReverseMap.fromName(name);
        } catch (UnknownHostException | IllegalArgumentException _) {
            return null;
        }
    }
}
