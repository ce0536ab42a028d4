package dev.navarch.nodeagent.podspec;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PodRequestsTest {
    @Test
    void containersAndSidecarsAddUp() {
        var spec = new V1PodSpec()
                .containers(List.of(asking("1"), asking("2")))
                .initContainers(List.of(asking("4").restartPolicy("Always")));
        assertThat(cpu(spec)).isEqualTo("7");
    }

    @Test
    void anInitContainerCountsWhereItNeedsMoreThanTheOthersTogether() {
        var spec = new V1PodSpec()
                .containers(List.of(asking("1")))
                .initContainers(List.of(asking("2").restartPolicy("Always"), asking("5"), asking("3")));
        assertThat(cpu(spec)).isEqualTo("7");
    }

    @Test
    void aPodsOwnRequestAndOverheadGoFirst() {
        var spec = new V1PodSpec()
                .containers(List.of(asking("1")))
                .resources(new V1ResourceRequirements().requests(Map.of("cpu", new Quantity("3"))))
                .overhead(Map.of("cpu", new Quantity("1")));
        assertThat(cpu(spec)).isEqualTo("4");
    }

    private static String cpu(V1PodSpec spec) {
        return PodRequests.of(new V1Pod().spec(spec), "cpu").toPlainString();
    }

    private static V1Container asking(String cpu) {
        return new V1Container()
                .name("c")
                .resources(new V1ResourceRequirements().requests(Map.of("cpu", new Quantity(cpu))));
    }
}
