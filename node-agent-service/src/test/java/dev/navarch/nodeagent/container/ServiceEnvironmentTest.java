package dev.navarch.nodeagent.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.openapi.models.V1ObjectMeta;
import io.kubernetes.client.openapi.models.V1Service;
import io.kubernetes.client.openapi.models.V1ServicePort;
import io.kubernetes.client.openapi.models.V1ServiceSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceEnvironmentTest {
    @Test
    void namesEachPortOfAServiceWithAnAddress() {
        assertThat(ServiceEnvironment.of(List.of(service("back-end", "10.96.1.1"))))
                .containsEntry("BACK_END_SERVICE_HOST", "10.96.1.1")
                .containsEntry("BACK_END_SERVICE_PORT", "80")
                .containsEntry("BACK_END_SERVICE_PORT_WEB", "80")
                .containsEntry("BACK_END_PORT", "tcp://10.96.1.1:80")
                .containsEntry("BACK_END_PORT_80_TCP", "tcp://10.96.1.1:80")
                .containsEntry("BACK_END_PORT_80_TCP_PROTO", "tcp")
                .containsEntry("BACK_END_PORT_80_TCP_PORT", "80")
                .containsEntry("BACK_END_PORT_80_TCP_ADDR", "10.96.1.1")
                .containsEntry("BACK_END_PORT_53_UDP", "udp://10.96.1.1:53")
                .hasSize(13 - 1);
    }

    @Test
    void leavesHeadlessServicesOut() {
        assertThat(ServiceEnvironment.of(List.of(service("headless", "None")))).isEmpty();
    }

    private static V1Service service(String name, String ip) {
        return new V1Service()
                .metadata(new V1ObjectMeta().name(name))
                .spec(new V1ServiceSpec()
                        .clusterIP(ip)
                        .addPortsItem(new V1ServicePort().name("web").port(80).protocol("TCP"))
                        .addPortsItem(new V1ServicePort().port(53).protocol("UDP")));
    }
}
