package dev.navarch.nodeagent.proxy;

import static dev.navarch.nodeagent.proxy.ProxyObjects.endpoint;
import static dev.navarch.nodeagent.proxy.ProxyObjects.port;
import static dev.navarch.nodeagent.proxy.ProxyObjects.ready;
import static dev.navarch.nodeagent.proxy.ProxyObjects.service;
import static dev.navarch.nodeagent.proxy.ProxyObjects.slice;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.nodeagent.proxy.Backends.Endpoint;
import dev.navarch.nodeagent.proxy.Frontend.ClusterIp;
import dev.navarch.nodeagent.proxy.Frontend.NodePort;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceRulesTest {
    private static final Endpoint HERE = new Endpoint("10.244.0.2", 8080, true);
    private static final Endpoint THERE = new Endpoint("10.244.1.2", 8080, false);
    private static final V1EndpointSlice TWO =
            slice("web", "TCP", 8080, ready("10.244.1.2", "n2"), ready("10.244.0.2", "n1"));

    @Test
    void sendsAClusterIpToEveryReadyEndpointInAStableOrder() {
        assertThat(rules(service("web", "10.96.0.10", port("TCP", 80)), TWO))
                .isEqualTo(
                        Map.of(new ClusterIp("10.96.0.10", "tcp", 80), new Backends(List.of(HERE, THERE), 0, false)));
    }

    @Test
    void opensTheNodePortToo() {
        var service = service("web", "10.96.0.10", port("TCP", 80).nodePort(30080));

        assertThat(rules(service, TWO))
                .containsEntry(new NodePort("tcp", 30080), new Backends(List.of(HERE, THERE), 0, false));
    }

    @Test
    void keepsToThisNodeUnderTheLocalPolicies() {
        var service = service("web", "10.96.0.10", port("TCP", 80).nodePort(30080));
        requireNonNull(service.getSpec()).externalTrafficPolicy("Local").internalTrafficPolicy("Local");

        assertThat(rules(service, TWO))
                .containsEntry(new ClusterIp("10.96.0.10", "tcp", 80), only(List.of(HERE), List.of(HERE, THERE), false))
                .containsEntry(new NodePort("tcp", 30080), only(List.of(HERE), List.of(HERE, THERE), true));
    }

    @Test
    void prefersAnEndpointThatIsEndingHereToAReadyOneElsewhereUnderTheLocalPolicies() {
        var service = service("web", "10.96.0.10", port("TCP", 80));
        requireNonNull(service.getSpec()).internalTrafficPolicy("Local");
        var slice =
                slice("web", "TCP", 8080, endpoint("10.244.0.2", "n1", false, true, true), ready("10.244.1.2", "n2"));

        assertThat(rules(service, slice).values()).containsExactly(only(List.of(HERE), List.of(THERE), false));
    }

    @Test
    void remembersClientsForThreeHoursUnlessToldOtherwise() {
        var service = service("web", "10.96.0.10", port("TCP", 80));
        requireNonNull(service.getSpec()).sessionAffinity("ClientIP");

        assertThat(rules(service, TWO).values())
                .extracting(Backends::stickySeconds)
                .containsExactly(10_800);
    }

    @Test
    void matchesPortsByNameAndProtocol() {
        var dns = service(
                "dns",
                "10.96.0.10",
                port("UDP", 53).name("dns"),
                port("TCP", 53).name("dns-tcp"));
        var udp = slice("dns", "UDP", 5353, ready("10.244.0.2", "n1"));
        requireNonNull(udp.getPorts()).getFirst().name("dns");

        assertThat(rules(dns, udp))
                .containsEntry(
                        new ClusterIp("10.96.0.10", "udp", 53),
                        new Backends(List.of(new Endpoint("10.244.0.2", 5353, true)), 0, false))
                .containsEntry(new ClusterIp("10.96.0.10", "tcp", 53), new Backends(List.of(), 0, false));
    }

    @Test
    void fallsBackToEndpointsThatServeWhileTheyEndOnlyWhenNoneIsReady() {
        var ending = endpoint("10.244.0.2", "n1", false, true, true);
        var web = service("web", "10.96.0.10", port("TCP", 80));

        assertThat(rules(web, slice("web", "TCP", 8080, ending)).values())
                .containsExactly(new Backends(List.of(HERE), 0, false));
        assertThat(rules(web, slice("web", "TCP", 8080, ending, ready("10.244.1.2", "n2")))
                        .values())
                .containsExactly(new Backends(List.of(THERE), 0, false));
        assertThat(rules(web, slice("web", "TCP", 8080, endpoint("10.244.0.2", "n1", false, false, false)))
                        .values())
                .containsExactly(new Backends(List.of(), 0, false));
    }

    @Test
    void mergesSlicesAndDropsDuplicates() {
        var again = slice("web", "TCP", 8080, ready("10.244.0.2", "n1"));

        assertThat(rules(service("web", "10.96.0.10", port("TCP", 80)), TWO, again)
                        .values())
                .containsExactly(new Backends(List.of(HERE, THERE), 0, false));
    }

    @Test
    void hasNothingToDoForServicesWithoutAClusterIp() {
        var external = service("web", "10.96.0.10", port("TCP", 80));
        requireNonNull(external.getSpec()).type("ExternalName");

        assertThat(rules(service("web", "None", port("TCP", 80)), TWO)).isEmpty();
        assertThat(rules(external, TWO)).isEmpty();
    }

    private static Backends only(List<Endpoint> local, List<Endpoint> all, boolean keepsClientAddress) {
        return new Backends(local, all, 0, keepsClientAddress, List.of());
    }

    private static Map<Frontend, Backends> rules(V1Service service, V1EndpointSlice... slices) {
        return ServiceRules.of(service, List.of(slices), "n1");
    }
}
