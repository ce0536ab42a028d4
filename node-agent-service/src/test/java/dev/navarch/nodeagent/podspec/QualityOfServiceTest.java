package dev.navarch.nodeagent.podspec;

import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QualityOfServiceTest {
    @ParameterizedTest
    @CsvSource({
        "'', '', BEST_EFFORT",
        "cpu=1, '', BURSTABLE",
        "'', cpu=1 memory=1Gi, GUARANTEED",
        "cpu=1 memory=1Gi, cpu=1000m memory=1Gi, GUARANTEED",
        "cpu=1 memory=1Gi, cpu=2 memory=1Gi, BURSTABLE",
        "memory=1Gi, memory=1Gi, BURSTABLE",
        "ephemeral-storage=1Gi, '', BEST_EFFORT"
    })
    void followsFromRequestsAndLimits(String requests, String limits, QualityOfService expected) {
        var container = new V1Container()
                .name("a")
                .resources(
                        new V1ResourceRequirements().requests(amounts(requests)).limits(amounts(limits)));
        var pod = new V1Pod().spec(new V1PodSpec().containers(List.of(container)));
        assertThat(QualityOfService.of(pod)).isEqualTo(expected);
    }

    private static Map<String, Quantity> amounts(String text) {
        var amounts = new HashMap<String, Quantity>();
        for (var word : text.split(" ")) {
            if (word.isEmpty()) continue;
            var pair = word.split("=");
            amounts.put(pair[0], new Quantity(pair[1]));
        }
        return amounts;
    }
}
