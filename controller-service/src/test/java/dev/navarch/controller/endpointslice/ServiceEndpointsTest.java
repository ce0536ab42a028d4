package dev.navarch.controller.endpointslice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.navarch.client.ResourceClient.DeleteRequest;
import dev.navarch.client.ResourceClient.PatchType;
import dev.navarch.controller.LoopBed;
import dev.navarch.controller.endpoints.EndpointsController;
import io.kubernetes.client.custom.IntOrString;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1Endpoint;
import io.kubernetes.client.openapi.models.V1EndpointAddress;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1EndpointSubset;
import io.kubernetes.client.openapi.models.V1Endpoints;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodCondition;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1PodStatus;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServiceEndpointsTest {
    private final LoopBed bed = new LoopBed();

    @BeforeEach
    void start() {
        bed.run((client, clock) -> new EndpointSliceController(client, clock).loop());
        bed.run((client, _) -> new EndpointsController(client).loop());
        bed.cluster()
                .resource(V1Node.class)
                .create(new V1Node()
                        .metadata(new V1ObjectMeta().name("n1").labels(Map.of("topology.kubernetes.io/zone", "z"))));
    }

    @AfterEach
    void stop() {
        bed.close();
    }

    @Test
    void followThePodsOfAService() {
        service("web");
        await("a placeholder").until(() -> slices().size() == 1 && endpoints().isEmpty());
        pod("a", "10.0.0.1", true);
        pod("b", "10.0.0.2", false);
        await("both pods").untilAsserted(() -> {
            assertThat(endpoints())
                    .extracting(endpoint -> endpoint.getAddresses().getFirst() + " "
                            + endpoint.getConditions().getReady() + " " + endpoint.getZone())
                    .containsExactlyInAnyOrder("10.0.0.1 true z", "10.0.0.2 false z");
            assertThat(slices())
                    .singleElement()
                    .satisfies(slice -> assertThat(slice.getPorts())
                            .singleElement()
                            .satisfies(port -> assertThat(port.getPort()).isEqualTo(8080)));
        });
        await("the older form")
                .untilAsserted(() -> assertThat(subsets()).singleElement().satisfies(subset -> {
                    assertThat(subset.getAddresses())
                            .extracting(V1EndpointAddress::getIp)
                            .containsExactly("10.0.0.1");
                    assertThat(subset.getNotReadyAddresses())
                            .extracting(V1EndpointAddress::getIp)
                            .containsExactly("10.0.0.2");
                }));

        bed.cluster().resource(V1Pod.class).delete("default", "a", new DeleteRequest(0L, null, null));
        bed.cluster().resource(V1Pod.class).delete("default", "b", new DeleteRequest(0L, null, null));
        await("nobody")
                .until(() -> slices().size() == 1
                        && endpoints().isEmpty()
                        && subsets().isEmpty());
    }

    @Test
    void spreadOverSlicesOfAHundred() {
        service("web");
        for (var i = 0; i < 250; i++) {
            pod("p" + i, "10.0." + i / 250 + "." + i % 250, true);
        }
        await("all pods").until(() -> endpoints().size() == 250);
        assertThat(slices())
                .hasSizeGreaterThanOrEqualTo(3)
                .allMatch(slice -> slice.getEndpoints().size() <= 100);
    }

    @Test
    void leaveServicesWithoutASelectorAlone() {
        bed.cluster()
                .resource(V1Service.class)
                .create(new V1Service().metadata(meta("manual")).spec(new V1ServiceSpec().clusterIP("10.96.0.9")));
        service("web");
        await("the other's slice").until(() -> slices().size() == 1);
        assertThat(slices().getFirst().getMetadata().getLabels()).containsEntry("kubernetes.io/service-name", "web");
    }

    @Test
    void takeAChangedPortInPlace() {
        service("web");
        pod("a", "10.0.0.1", true);
        await("the pod").until(() -> endpoints().size() == 1);
        bed.cluster()
                .resource(V1Service.class)
                .patch("default", "web", PatchType.MERGE, "{\"spec\":{\"ports\":[{\"port\":80,\"targetPort\":9}]}}");
        await("the port")
                .untilAsserted(() -> assertThat(slices())
                        .singleElement()
                        .satisfies(
                                slice -> assertThat(slice.getPorts().getFirst().getPort())
                                        .isEqualTo(9)));
    }

    private void service(String name) {
        bed.cluster()
                .resource(V1Service.class)
                .create(new V1Service()
                        .metadata(meta(name))
                        .spec(new V1ServiceSpec()
                                .clusterIP("10.96.0.7")
                                .selector(Map.of("app", "web"))
                                .ports(List.of(new V1ServicePort().port(80).targetPort(new IntOrString("http"))))));
    }

    private void pod(String name, String ip, boolean ready) {
        bed.cluster()
                .resource(V1Pod.class)
                .create(new V1Pod()
                        .metadata(meta(name).labels(Map.of("app", "web")))
                        .spec(new V1PodSpec()
                                .nodeName("n1")
                                .containers(List.of(new V1Container()
                                        .name("c")
                                        .ports(List.of(new V1ContainerPort()
                                                .name("http")
                                                .containerPort(8080))))))
                        .status(new V1PodStatus()
                                .phase("Running")
                                .podIP(ip)
                                .conditions(List.of(
                                        new V1PodCondition().type("Ready").status(ready ? "True" : "False")))));
    }

    private List<V1EndpointSlice> slices() {
        return bed.cluster().resource(V1EndpointSlice.class).list("default", "", "");
    }

    private List<V1Endpoint> endpoints() {
        return slices().stream()
                .flatMap(slice -> SlicePacking.endpoints(slice).stream())
                .toList();
    }

    private List<V1EndpointSubset> subsets() {
        return bed.cluster().resource(V1Endpoints.class).get("default", "web").getSubsets();
    }

    private static V1ObjectMeta meta(String name) {
        return new V1ObjectMeta().namespace("default").name(name);
    }
}
