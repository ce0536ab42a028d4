package dev.navarch.dns.publish;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.client.memory.InMemoryClusterClient;
import io.kubernetes.client.openapi.models.V1EndpointSlice;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class KubeDnsServiceTest {
    private final InMemoryClusterClient client = new InMemoryClusterClient();
    private final AtomicInteger port = new AtomicInteger(8053);
    private final KubeDnsService service = new KubeDnsService(client, "a", "10.96.0.10", "172.18.0.1", port::get);

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void leadsTheServiceToItsOwnAddressAndPort() {
        assertThat(service.keep()).isTrue();
        var spec = Objects.requireNonNull(
                client.resource(V1Service.class).get("kube-system", "kube-dns").getSpec());
        assertThat(spec.getClusterIP()).isEqualTo("10.96.0.10");
        assertThat(spec.getSelector()).isNullOrEmpty();
        var slice = client.resource(V1EndpointSlice.class).get("kube-system", "kube-dns-a");
        assertThat(Objects.requireNonNull(slice.getEndpoints()).getFirst().getAddresses())
                .containsExactly("172.18.0.1");
    }

    @Test
    void followsANewPortAfterARestart() {
        service.keep();
        port.set(9053);
        service.keep();
        var slice = client.resource(V1EndpointSlice.class).get("kube-system", "kube-dns-a");
        assertThat(Objects.requireNonNull(slice.getPorts())).allMatch(each -> Objects.equals(each.getPort(), 9053));
    }

    @Test
    void leavesAServiceOfSomebodyElseAlone() {
        client.resource(V1Service.class)
                .create(new V1Service()
                        .metadata(new V1ObjectMeta().namespace("kube-system").name("kube-dns"))
                        .spec(new V1ServiceSpec().selector(Map.of("k8s-app", "kube-dns"))));
        service.keep();
        assertThat(client.resource(V1EndpointSlice.class).find("kube-system", "kube-dns-a"))
                .isNull();
    }
}
