package dev.navarch.nodeagent.proxy;

import dev.navarch.nodeagent.proxy.Backends.Endpoint;
import io.kubernetes.client.openapi.models.DiscoveryV1EndpointPort;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one Service asks of a node: pure, from the Service and its EndpointSlices. IPv4 only; TCP and UDP. */
final class ServiceRules {
    private static final int DEFAULT_STICKY_SECONDS = 10_800;
    private static final Comparator<Endpoint> ORDER =
            Comparator.comparing(Endpoint::address).thenComparingInt(Endpoint::port);

    private final V1ServiceSpec spec;
    private final List<String> loadBalancerAddresses;
    private final Collection<V1EndpointSlice> slices;
    private final String node;

    private ServiceRules(
            V1ServiceSpec spec, List<String> loadBalancerAddresses, Collection<V1EndpointSlice> slices, String node) {
        this.spec = spec;
        this.loadBalancerAddresses = loadBalancerAddresses;
        this.slices = slices;
        this.node = node;
    }

    static Map<Frontend, Backends> of(V1Service service, Collection<V1EndpointSlice> slices, String node) {
        var spec = service.getSpec();
        if (spec == null || !hasClusterIp(spec)) return Map.of();
        return new ServiceRules(spec, LoadBalancerAddresses.of(service), slices, node).compute();
    }

    private Map<Frontend, Backends> compute() {
        var rules = new LinkedHashMap<Frontend, Backends>();
        for (var port : Objects.requireNonNullElse(spec.getPorts(), List.<V1ServicePort>of())) {
            var protocol = Objects.requireNonNullElse(port.getProtocol(), "TCP").toLowerCase(Locale.ROOT);
            if (!protocol.equals("tcp") && !protocol.equals("udp")) continue;
            var endpoints = endpointsOf(port, protocol);
            for (var address : clusterIps()) {
                rules.put(new Frontend.ClusterIp(address, protocol, port.getPort()), forClusterIp(endpoints));
            }
            var nodePort = port.getNodePort();
            if (nodePort != null && nodePort > 0) {
                rules.put(new Frontend.NodePort(protocol, nodePort), fromOutside(endpoints));
            }
            for (var address : ipv4(spec.getExternalIPs())) {
                rules.put(new Frontend.ExternalIp(address, protocol, port.getPort()), fromOutside(endpoints));
            }
            for (var address : loadBalancerAddresses) {
                rules.put(
                        new Frontend.ExternalIp(address, protocol, port.getPort()),
                        fromOutside(endpoints).onlyFrom(SourceRanges.of(spec.getLoadBalancerSourceRanges())));
            }
        }
        return rules;
    }

    private Backends forClusterIp(Serving endpoints) {
        return under(spec.getInternalTrafficPolicy(), endpoints, false);
    }

    private Backends fromOutside(Serving endpoints) {
        return under(spec.getExternalTrafficPolicy(), endpoints, true);
    }

    private Backends under(@Nullable String policy, Serving endpoints, boolean localKeepsClientAddress) {
        return "Local".equals(policy)
                ? new Backends(endpoints.local(), endpoints.all(), stickySeconds(), localKeepsClientAddress, List.of())
                : new Backends(endpoints.all(), stickySeconds(), false);
    }

    private int stickySeconds() {
        if (!"ClientIP".equals(spec.getSessionAffinity())) return 0;
        var config = spec.getSessionAffinityConfig();
        var clientIp = config == null ? null : config.getClientIP();
        var seconds = clientIp == null ? null : clientIp.getTimeoutSeconds();
        return seconds == null ? DEFAULT_STICKY_SECONDS : seconds;
    }

    private Serving endpointsOf(V1ServicePort port, String protocol) {
        return new Serving(
                endpointsOf(port, protocol, ServiceRules::isReady),
                endpointsOf(port, protocol, ServiceRules::servesWhileEnding));
    }

    /** Those that still serve though they are ending count only while no other does, here or anywhere. */
    private record Serving(List<Endpoint> ready, List<Endpoint> ending) {
        List<Endpoint> all() {
            return ready.isEmpty() ? ending : ready;
        }

        List<Endpoint> local() {
            var here = localOf(ready);
            return here.isEmpty() ? localOf(ending) : here;
        }

        private static List<Endpoint> localOf(List<Endpoint> endpoints) {
            return endpoints.stream().filter(Endpoint::local).toList();
        }
    }

    private List<Endpoint> endpointsOf(V1ServicePort port, String protocol, Predicate<V1Endpoint> wanted) {
        return slices.stream()
                .filter(slice -> "IPv4".equals(slice.getAddressType()))
                .flatMap(slice -> portsOf(slice, port, protocol)
                        .flatMap(target -> endpointsIn(slice).stream()
                                .filter(wanted)
                                .map(endpoint -> new Endpoint(
                                        endpoint.getAddresses().getFirst(),
                                        target,
                                        node.equals(endpoint.getNodeName())))))
                .distinct()
                .sorted(ORDER)
                .toList();
    }

    private static List<V1Endpoint> endpointsIn(V1EndpointSlice slice) {
        return Objects.requireNonNullElse(slice.getEndpoints(), List.of());
    }

    private static Stream<Integer> portsOf(V1EndpointSlice slice, V1ServicePort wanted, String protocol) {
        return Objects.requireNonNullElse(slice.getPorts(), List.<DiscoveryV1EndpointPort>of()).stream()
                .filter(port -> text(port.getName()).equals(text(wanted.getName())))
                .filter(port ->
                        Objects.requireNonNullElse(port.getProtocol(), "TCP").equalsIgnoreCase(protocol))
                .map(DiscoveryV1EndpointPort::getPort)
                .filter(Objects::nonNull);
    }

    private static boolean isReady(V1Endpoint endpoint) {
        var conditions = endpoint.getConditions();
        return conditions == null || !Boolean.FALSE.equals(conditions.getReady());
    }

    private static boolean servesWhileEnding(V1Endpoint endpoint) {
        var conditions = endpoint.getConditions();
        return conditions != null
                && Boolean.TRUE.equals(conditions.getServing())
                && Boolean.TRUE.equals(conditions.getTerminating());
    }

    private List<String> clusterIps() {
        var all = spec.getClusterIPs();
        var addresses = all == null || all.isEmpty() ? List.of(text(spec.getClusterIP())) : all;
        return ipv4(addresses);
    }

    private static List<String> ipv4(@Nullable List<String> addresses) {
        return Objects.requireNonNullElse(addresses, List.<String>of()).stream()
                .filter(address -> address.contains("."))
                .toList();
    }

    private static boolean hasClusterIp(V1ServiceSpec spec) {
        return !"ExternalName".equals(spec.getType())
                && !text(spec.getClusterIP()).isEmpty()
                && !"None".equals(spec.getClusterIP());
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
