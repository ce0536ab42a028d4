package dev.navarch.admin.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.InformerScope;
import dev.navarch.client.memory.InMemoryClusterClient;
import io.kubernetes.client.openapi.models.DiscoveryV1EndpointPort;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SliceEndpointsTest {
    @Test
    void theSlicesOfAServiceAreSubsetsOfOneEndpoints() {
        try (var client = new InMemoryClusterClient()) {
            create(client, "dns", "dns-a", "10.0.0.1", 1);
            create(client, "dns", "dns-b", "10.0.0.2", 2);
            create(client, "scheduler", "scheduler-a", "10.0.0.3", 3);
            var scope = new InformerScope("navarch-system", "", "");
            var endpoints = new SliceEndpoints(client.informer(V1EndpointSlice.class, scope));
            await().until(() -> endpoints.list().size() == 2);

            var subsets = endpoints.namespace("navarch-system").get("dns").getSubsets();
            assertThat(subsets)
                    .extracting(subset -> subset.getAddresses().getFirst().getIp() + ":"
                            + subset.getPorts().getFirst().getPort())
                    .containsExactlyInAnyOrder("10.0.0.1:1", "10.0.0.2:2");
            assertThat(endpoints.get("none")).isNull();
        }
    }

    private static void create(InMemoryClusterClient client, String service, String name, String address, int port) {
        client.resource(V1EndpointSlice.class)
                .create(new V1EndpointSlice()
                        .metadata(new V1ObjectMeta()
                                .namespace("navarch-system")
                                .name(name)
                                .labels(Map.of("kubernetes.io/service-name", service)))
                        .addressType("IPv4")
                        .ports(List.of(
                                new DiscoveryV1EndpointPort().name("management").port(port)))
                        .endpoints(List.of(new V1Endpoint().addresses(List.of(address)))));
    }
}
