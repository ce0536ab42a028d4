package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.pod.TestPods.exited;
import static dev.navarch.nodeagent.pod.TestPods.nothing;
import static dev.navarch.nodeagent.pod.TestPods.pod;
import static dev.navarch.nodeagent.pod.TestPods.running;
import static dev.navarch.nodeagent.pod.TestPods.runtime;
import static dev.navarch.nodeagent.pod.TestPods.withInit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.probe.ProbeVerdicts;
import dev.navarch.nodeagent.runtime.ContainerRecord;
import dev.navarch.nodeagent.runtime.RuntimePod;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@SuppressWarnings("NullAway")
class PodPlanTest {
    @Test
    void aNewPodNeedsASandboxAndAllItsContainers() {
        var actions = plan(pod("Always", "a", "b"), nothing());
        assertThat(actions.newSandbox()).isTrue();
        assertThat(names(actions.toStart())).containsExactly("a", "b");
    }

    @Test
    void initContainersComeOneAfterAnother() {
        var pod = withInit(pod("Always", "a"), "i1", "i2");
        assertThat(plan(pod, nothing()).initToStart().name()).isEqualTo("i1");
        assertThat(plan(pod, nothing()).toStart()).isEmpty();
        assertThat(plan(pod, runtime(true, running("i1", 0))).initToStart()).isNull();
        assertThat(plan(pod, runtime(true, exited("i1", 0, 0))).initToStart().name())
                .isEqualTo("i2");
        var both = runtime(true, exited("i1", 0, 0), exited("i2", 0, 0));
        assertThat(names(plan(pod, both).toStart())).containsExactly("a");
    }

    @Test
    void aSidecarRunsBesideWhatFollowsIt() {
        var pod = withInit(pod("Always", "a"), "side1", "i2");
        assertThat(plan(pod, runtime(true, running("side1", 0))).initToStart().name())
                .isEqualTo("i2");
        var started = runtime(true, running("side1", 0), exited("i2", 0, 0));
        assertThat(names(plan(pod, started).toStart())).containsExactly("a");
        var died = runtime(true, exited("side1", 0, 0), exited("i2", 0, 0), running("a", 0));
        assertThat(names(plan(pod, died).sidecarsToRestart())).containsExactly("side1");
    }

    @ParameterizedTest
    @CsvSource({
        "Always, 0, true",
        "Always, 1, true",
        "OnFailure, 0, false",
        "OnFailure, 1, true",
        "Never, 0, false",
        "Never, 1, false"
    })
    void thePolicySaysWhoComesBack(String policy, int exitCode, boolean restarts) {
        var actions = plan(pod(policy, "a"), runtime(true, exited("a", 0, exitCode)));
        assertThat(!actions.toStart().isEmpty()).isEqualTo(restarts);
        assertThat(actions.done()).isEqualTo(!restarts);
    }

    @Test
    void aFailedInitContainerThatIsNotRestartedEndsThePod() {
        var pod = withInit(pod("Never", "a"), "i1");
        assertThat(plan(pod, runtime(true, exited("i1", 0, 1))).done()).isTrue();
        assertThat(plan(withInit(pod("Always", "a"), "i1"), runtime(true, exited("i1", 0, 1)))
                        .initToStart())
                .isNotNull();
    }

    @Test
    void oneContainerStillRunningKeepsThePod() {
        var actions = plan(pod("Never", "a", "b"), runtime(true, exited("a", 0, 0), running("b", 0)));
        assertThat(actions.done()).isFalse();
        assertThat(actions.toStart()).isEmpty();
    }

    @Test
    void aLostSandboxIsMadeAnewWithWhatIsNotFinished() {
        var actions = plan(pod("OnFailure", "a", "b"), runtime(false, exited("a", 0, 0), exited("b", 0, 1)));
        assertThat(actions.newSandbox()).isTrue();
        assertThat(names(actions.toStart())).containsExactly("b");
        assertThat(plan(pod("Never", "a"), runtime(false, exited("a", 0, 1))).done())
                .isTrue();
    }

    @Test
    void aChangedImageReplacesTheContainer() {
        var pod = pod("Always", "a");
        pod.getSpec().getContainers().getFirst().image("other");
        var stop = plan(pod, runtime(true, running("a", 0))).stop();
        assertThat(stop)
                .singleElement()
                .satisfies(each ->
                        assertThat(each.message()).isEqualTo("Container a definition changed, will be restarted"));
    }

    @Test
    void anUnhealthyContainerIsStopped() {
        var sick = new ProbeVerdicts() {
            @Override
            public boolean started(PodContainer container, ContainerRecord run) {
                return true;
            }

            @Override
            public boolean ready(PodContainer container, ContainerRecord run) {
                return true;
            }

            @Override
            public boolean alive(PodContainer container, ContainerRecord run) {
                return false;
            }

            @Override
            public boolean startable(PodContainer container, ContainerRecord run) {
                return true;
            }
        };
        var never = new PodPlan(pod("Never", "a"), runtime(true, running("a", 0)), sick).actions();
        assertThat(never.stop())
                .singleElement()
                .satisfies(each -> assertThat(each.message()).isEqualTo("Container a failed liveness probe"));
        assertThat(never.done()).isFalse();
    }

    private static PodActions plan(V1Pod pod, RuntimePod runtime) {
        return new PodPlan(pod, runtime, ProbeVerdicts.NO_PROBES).actions();
    }

    private static List<String> names(List<PodContainer> containers) {
        return containers.stream().map(PodContainer::name).toList();
    }
}
