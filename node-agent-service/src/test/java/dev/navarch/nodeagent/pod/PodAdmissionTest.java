package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.pod.TestPods.pod;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1PodStatus;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import io.kubernetes.client.openapi.models.V1Sysctl;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway")
class PodAdmissionTest {
    private final List<V1Pod> here = new ArrayList<>();
    private final PodAdmission admission =
            new PodAdmission(new NodeRoom(() -> here, Map.of("cpu", new Quantity("2"), "pods", new Quantity("2"))));

    @Test
    void aPodThatFitsMayBegin() {
        here.add(begun("a", "1"));
        assertThat(admission.refusal(asking("b", "1"))).isNull();
    }

    @Test
    void aPodThatAsksForMoreThanIsLeftIsRefused() {
        here.add(begun("a", "1500m"));
        var refusal = requireNonNull(admission.refusal(asking("b", "600m")));
        assertThat(refusal.reason()).isEqualTo("OutOfcpu");
        assertThat(refusal.message())
                .isEqualTo("Node didn't have enough resource: cpu, requested: 600, used: 1500, capacity: 2000");
    }

    @Test
    void whatHasEndedOrNotBegunTakesNoRoom() {
        var ended = begun("a", "2");
        ended.getStatus().phase("Succeeded");
        here.add(ended);
        here.add(asking("b", "2"));
        assertThat(admission.refusal(asking("c", "2"))).isNull();
    }

    @Test
    void thereIsRoomForSoManyPodsOnly() {
        here.add(begun("a", "0"));
        here.add(begun("b", "0"));
        assertThat(requireNonNull(admission.refusal(asking("c", "0"))).reason()).isEqualTo("OutOfpods");
    }

    @Test
    void aSysctlThatCouldHarmNeighboursIsRefused() {
        var pod = asking("a", "1");
        pod.getSpec()
                .securityContext(new V1PodSecurityContext()
                        .addSysctlsItem(
                                new V1Sysctl().name("kernel.shm_rmid_forced").value("1"))
                        .addSysctlsItem(new V1Sysctl().name("kernel.msgmax").value("1")));
        var refusal = requireNonNull(admission.refusal(pod));
        assertThat(refusal.reason()).isEqualTo("SysctlForbidden");
        assertThat(refusal.message()).isEqualTo("forbidden sysctl: \"kernel.msgmax\" not allowlisted");
    }

    private static V1Pod begun(String uid, String cpu) {
        var pod = asking(uid, cpu);
        return pod.status(new V1PodStatus().phase("Running").startTime(TestPods.START.atOffset(ZoneOffset.UTC)));
    }

    private static V1Pod asking(String uid, String cpu) {
        var pod = pod("Always", "c");
        pod.getMetadata().uid(uid);
        pod.getSpec()
                .getContainers()
                .getFirst()
                .resources(new V1ResourceRequirements().requests(Map.of("cpu", new Quantity(cpu))));
        return pod;
    }
}
