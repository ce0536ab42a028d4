package dev.navarch.cloud.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.cloud.CloudBed;
import dev.navarch.cloud.loadbalancer.ServiceLoadBalancerController;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointConditions;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Service;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Service loop over the local provider, which has two addresses. */
class LocalLoadBalancersTest {
    private final CloudBed bed = new CloudBed();

    @BeforeEach
    void start() {
        var provider = new LocalCloudProvider(
                bed.client(), new LocalCloudProperties(List.of("192.0.2.1-192.0.2.2"), List.of(), "local", "", ""));
        bed.run(new ServiceLoadBalancerController(bed.client(), Objects.requireNonNull(provider.loadBalancers()))
                .loop());
        provider.loops().forEach(bed::run);
        bed.addNode("n1");
        bed.addNode("n2");
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void eachServiceGetsAnAddressAndANodeThatAnswersForIt() {
        bed.addLoadBalanced("a");
        bed.addLoadBalanced("b");

        await("two addresses")
                .untilAsserted(() -> assertThat(List.of(address("a"), address("b")))
                        .containsExactlyInAnyOrder("192.0.2.1", "192.0.2.2"));
        await("announced").until(() -> List.of("n1", "n2").contains(announcer("a")));
        assertThat(bed.service("a").getMetadata().getFinalizers())
                .containsExactly("service.kubernetes.io/load-balancer-cleanup");
        assertThat(bed.events("EnsuredLoadBalancer")).isNotEmpty();
    }

    @Test
    void aServiceThatFindsNoAddressSaysSoAndGetsOneThatBecomesFree() {
        bed.addLoadBalanced("a");
        await("the first").until(() -> !address("a").isEmpty());
        bed.services().create(asking("b", "192.0.2.9"));
        await("the reason")
                .until(() -> bed.events("SyncLoadBalancerFailed")
                        .contains(
                                "Error syncing load balancer: failed to ensure load balancer: the address 192.0.2.9 is not"
                                        + " one of this cluster's"));
        bed.services().create(asking("c", address("a")));
        await("the other reason")
                .until(() -> bed.events("SyncLoadBalancerFailed").stream()
                        .anyMatch(message -> message.endsWith("is taken by another Service")));
        assertThat(address("b")).isEmpty();
    }

    @Test
    void aDeletedServiceGoesAfterItsLoadBalancer() {
        bed.addLoadBalanced("a");
        await("an address").until(() -> !address("a").isEmpty());
        var first = address("a");
        bed.services().delete("default", "a", DeleteRequest.DEFAULT);
        await("its end").until(() -> bed.services().find("default", "a") == null);

        bed.services().create(asking("b", first));
        await("the address of the first").until(() -> address("b").equals(first));
    }

    @Test
    void aServiceThatWantsNoneAnyLongerLosesAddressAnnouncerAndFinalizer() {
        bed.addLoadBalanced("a");
        await("announced").until(() -> !announcer("a").isEmpty());
        var service = bed.service("a");
        service.getSpec().type("ClusterIP");
        bed.services().update(service);

        await("nothing left").untilAsserted(() -> {
            assertThat(address("a")).isEmpty();
            assertThat(announcer("a")).isEmpty();
            assertThat(bed.service("a").getMetadata().getFinalizers()).isNullOrEmpty();
        });
    }

    @Test
    void aServiceOfAClassIsSomebodyElses() {
        var foreign = CloudBed.loadBalanced("foreign");
        foreign.getSpec().loadBalancerClass("example.test/other");
        bed.services().create(foreign);
        bed.addLoadBalanced("a");

        await("ours").until(() -> !address("a").isEmpty());
        assertThat(address("foreign")).isEmpty();
        assertThat(bed.service("foreign").getMetadata().getFinalizers()).isNullOrEmpty();
    }

    @Test
    void theAddressMovesFromANodeThatIsNotReady() {
        bed.addLoadBalanced("a");
        await("announced").until(() -> !announcer("a").isEmpty());
        var first = announcer("a");
        bed.setReady(first, "Unknown");
        await("the other").until(() -> announcer("a").equals(first.equals("n1") ? "n2" : "n1"));
    }

    @Test
    void underTheLocalPolicyANodeWithAnEndpointAnswers() {
        var local = CloudBed.loadBalanced("a");
        local.getSpec().externalTrafficPolicy("Local");
        bed.services().create(local);
        for (var node : List.of("n2", "n1")) {
            endpointOn(node);
            await("announced by " + node).until(() -> announcer("a").equals(node));
        }
    }

    private void endpointOn(String node) {
        var slices = bed.client().resource(V1EndpointSlice.class);
        slices.delete("default", "a-1", DeleteRequest.DEFAULT);
        slices.create(new V1EndpointSlice()
                .metadata(new V1ObjectMeta()
                        .namespace("default")
                        .name("a-1")
                        .labels(Map.of("kubernetes.io/service-name", "a")))
                .addressType("IPv4")
                .endpoints(List.of(new V1Endpoint()
                        .addresses(List.of("10.244.0.2"))
                        .nodeName(node)
                        .conditions(new V1EndpointConditions().ready(true)))));
    }

    private static V1Service asking(String name, String address) {
        var service = CloudBed.loadBalanced(name);
        service.getSpec().loadBalancerIP(address);
        return service;
    }

    private String address(String name) {
        return IngressAddresses.firstOf(bed.service(name));
    }

    private String announcer(String name) {
        var annotations = bed.service(name).getMetadata().getAnnotations();
        return annotations == null ? "" : annotations.getOrDefault(AnnouncerController.ANNOUNCED_BY, "");
    }
}
