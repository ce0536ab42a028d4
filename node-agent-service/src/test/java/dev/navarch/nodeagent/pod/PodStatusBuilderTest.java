package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.pod.TestPods.exited;
import static dev.navarch.nodeagent.pod.TestPods.nothing;
import static dev.navarch.nodeagent.pod.TestPods.pod;
import static dev.navarch.nodeagent.pod.TestPods.running;
import static dev.navarch.nodeagent.pod.TestPods.runtime;
import static dev.navarch.nodeagent.pod.TestPods.withInit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.nodeagent.container.TerminationMessages;
import dev.navarch.nodeagent.pod.PodStatusBuilder.Circumstances;
import dev.navarch.nodeagent.pod.PodStatusBuilder.Verdict;
import dev.navarch.nodeagent.probe.ProbeVerdicts;
import dev.navarch.nodeagent.runtime.RuntimePod;
import dev.navarch.nodeagent.settings.NodeDirectories;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodCondition;
import io.kubernetes.client.openapi.models.V1PodStatus;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import java.nio.file.Path;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway")
class PodStatusBuilderTest {
    private static final Clock CLOCK = Clock.fixed(TestPods.START.plusSeconds(60), ZoneOffset.UTC);
    private final PodStatusBuilder builder = new PodStatusBuilder(
            List.of("10.0.0.1"), new TerminationMessages(NodeDirectories.of(Path.of("/nowhere"))), CLOCK);

    @Test
    void aPodWithoutContainersYetIsPendingAndSaysWhatItWaitsFor() {
        var status = build(pod("Always", "a"), nothing());
        assertThat(status.getPhase()).isEqualTo("Pending");
        assertThat(reason(status)).isEqualTo("ContainerCreating");
        assertThat(reason(build(withInit(pod("Always", "a"), "i"), nothing()))).isEqualTo("PodInitializing");
        assertThat(condition(status, "PodReadyToStartContainers").getStatus()).isEqualTo("False");
        assertThat(condition(status, "Ready").getReason()).isEqualTo("ContainersNotReady");
        assertThat(condition(status, "Ready").getMessage()).isEqualTo("containers with unready status: [a]");
    }

    @Test
    void aRunningPodIsReadyWithItsAddresses() {
        var status = build(pod("Always", "b", "a"), runtime(true, running("a", 0), running("b", 0)));
        assertThat(status.getPhase()).isEqualTo("Running");
        assertThat(status.getPodIP()).isEqualTo("10.1.1.1");
        assertThat(status.getHostIP()).isEqualTo("10.0.0.1");
        assertThat(status.getContainerStatuses()).extracting("name").containsExactly("a", "b");
        assertThat(condition(status, "Ready").getStatus()).isEqualTo("True");
    }

    @Test
    void theConditionsStandInUpstreamsOrderBehindForeignOnes() {
        var pod = pod("Always", "a");
        pod.setStatus(new V1PodStatus()
                .addConditionsItem(new V1PodCondition().type("DisruptionTarget").status("True")));
        assertThat(build(pod, runtime(true, running("a", 0))).getConditions())
                .extracting("type")
                .containsExactly(
                        "DisruptionTarget",
                        "PodReadyToStartContainers",
                        "Initialized",
                        "Ready",
                        "ContainersReady",
                        "PodScheduled");
    }

    @Test
    void aTransitionTimeMovesOnlyWithTheStatus() {
        var pod = pod("Always", "a");
        var long_ = OffsetDateTime.parse("2020-01-01T00:00:00Z");
        pod.setStatus(new V1PodStatus()
                .addConditionsItem(
                        new V1PodCondition().type("Ready").status("True").lastTransitionTime(long_))
                .addConditionsItem(
                        new V1PodCondition().type("Initialized").status("False").lastTransitionTime(long_)));
        var status = build(pod, runtime(true, running("a", 0)));
        assertThat(condition(status, "Ready").getLastTransitionTime()).isEqualTo(long_);
        assertThat(condition(status, "Initialized").getLastTransitionTime()).isAfter(long_);
    }

    @Test
    void aCrashingContainerWaitsAndItsPodStaysRunning() {
        var failures = Map.of("a", new WaitingReason("CrashLoopBackOff", "back-off 10s"));
        var status = builder.build(
                pod("Always", "a"),
                runtime(true, exited("a", 1, 3), exited("a", 0, 2)),
                ProbeVerdicts.NO_PROBES,
                new Circumstances(failures, false, false, null, ContainerResizer.Progress.DONE));
        var container = status.getContainerStatuses().getFirst();
        assertThat(status.getPhase()).isEqualTo("Running");
        assertThat(reason(status)).isEqualTo("CrashLoopBackOff");
        assertThat(container.getRestartCount()).isEqualTo(1);
        assertThat(container.getLastState().getTerminated().getExitCode()).isEqualTo(3);
    }

    @Test
    void aPodThatEndedSucceedsOnlyIfAllDid() {
        assertThat(ended(exited("a", 0, 0), exited("b", 0, 0))).isEqualTo("Succeeded");
        assertThat(ended(exited("a", 0, 0), exited("b", 0, 1))).isEqualTo("Failed");
    }

    @Test
    void aLastPhaseIsNeverLeft() {
        var pod = pod("Always", "a");
        pod.setStatus(new V1PodStatus().phase("Failed").reason("Evicted"));
        var status = build(pod, runtime(true, running("a", 0)));
        assertThat(status.getPhase()).isEqualTo("Failed");
        assertThat(status.getReason()).isEqualTo("Evicted");
        assertThat(condition(status, "Ready").getReason()).isEqualTo("PodFailed");
    }

    @Test
    void aVerdictFailsThePod() {
        var circumstances = new Circumstances(
                Map.of(), true, false, new Verdict("DeadlineExceeded", "too long"), ContainerResizer.Progress.DONE);
        var status = builder.build(
                pod("Always", "a"), runtime(true, running("a", 0)), ProbeVerdicts.NO_PROBES, circumstances);
        assertThat(status.getPhase()).isEqualTo("Failed");
        assertThat(status.getReason()).isEqualTo("DeadlineExceeded");
    }

    @Test
    void aDeletedPodThatNeverRanFails() {
        var status = builder.build(
                pod("Always", "a"),
                nothing(),
                ProbeVerdicts.NO_PROBES,
                new Circumstances(Map.of(), true, true, null, ContainerResizer.Progress.DONE));
        assertThat(status.getPhase()).isEqualTo("Failed");
        assertThat(reason(status)).isEqualTo("ContainerCreating");
    }

    @Test
    void aRunThatVanishedIsCounted() {
        var pod = pod("Always", "a");
        pod.setStatus(build(pod, runtime(true, running("a", 0))));
        var status = build(pod, runtime(true)).getContainerStatuses().getFirst();
        assertThat(status.getRestartCount()).isEqualTo(1);
        assertThat(status.getLastState().getTerminated().getReason()).isEqualTo("ContainerStatusUnknown");
        assertThat(status.getLastState().getTerminated().getExitCode()).isEqualTo(137);
    }

    private String ended(dev.navarch.nodeagent.runtime.ContainerRecord... runs) {
        return builder.build(
                        pod("Never", "a", "b"),
                        runtime(true, runs),
                        ProbeVerdicts.NO_PROBES,
                        new Circumstances(Map.of(), true, false, null, ContainerResizer.Progress.DONE))
                .getPhase();
    }

    @Test
    void aLastMessageIsKeptWhenItsFileIsGone() {
        var pod = pod("Never", "a");
        var status = build(pod, runtime(true, exited("a", 0, 0)));
        var ended = status.getContainerStatuses().getFirst().getState().getTerminated();
        ended.message("goodbye");
        pod.setStatus(status);
        assertThat(build(pod, runtime(false, exited("a", 0, 0)))
                        .getContainerStatuses()
                        .getFirst()
                        .getState()
                        .getTerminated()
                        .getMessage())
                .isEqualTo("goodbye");
    }

    @Test
    void aPodThatEndsAtOnceKeepsItsAddress() {
        var pod = pod("Never", "a");
        build(pod, runtime(true, running("a", 0)));
        var gone = new RuntimePod(TestPods.KEY, List.of(), List.of());
        assertThat(build(pod, gone).getPodIP()).isEqualTo("10.1.1.1");
    }

    @Test
    void aRefusedPodHasNoContainersToTellOf() {
        var circumstances = new Circumstances(
                Map.of(), true, false, new Verdict("OutOfcpu", "too much", true), ContainerResizer.Progress.DONE);
        var status = builder.build(pod("Always", "a"), nothing(), ProbeVerdicts.NO_PROBES, circumstances);
        assertThat(status.getPhase()).isEqualTo("Failed");
        assertThat(status.getContainerStatuses()).isNull();
    }

    @Test
    void aContainerThatIsNotYetResizedTellsOfTheAmountsOfBefore() {
        var pod = pod("Always", "a");
        var resources = new V1ResourceRequirements().requests(Map.of("cpu", new Quantity("1")));
        pod.getSpec().getContainers().getFirst().resources(resources);
        pod.setStatus(build(pod, runtime(true, running("a", 0))));
        pod.getSpec()
                .getContainers()
                .getFirst()
                .resources(new V1ResourceRequirements().requests(Map.of("cpu", new Quantity("9"))));
        var waiting =
                new ContainerResizer.Progress(Set.of("a"), new PodNotice("PodResizePending", "Infeasible", "too much"));
        var status = builder.build(
                pod,
                runtime(true, running("a", 0)),
                ProbeVerdicts.NO_PROBES,
                new Circumstances(Map.of(), false, false, null, waiting));
        assertThat(status.getContainerStatuses().getFirst().getResources()).isEqualTo(resources);
        assertThat(condition(status, "PodResizePending").getReason()).isEqualTo("Infeasible");
    }

    private V1PodStatus build(V1Pod pod, RuntimePod runtime) {
        return builder.build(pod, runtime, ProbeVerdicts.NO_PROBES, Circumstances.LIVING);
    }

    private static String reason(V1PodStatus status) {
        return status.getContainerStatuses().getFirst().getState().getWaiting().getReason();
    }

    private static V1PodCondition condition(V1PodStatus status, String type) {
        return status.getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }
}
