package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.podspec.PodParts.metadataOf;
import static dev.navarch.nodeagent.podspec.PodParts.specOf;
import static dev.navarch.nodeagent.podspec.PodParts.uidOf;

import dev.navarch.client.Timestamps;
import dev.navarch.nodeagent.container.TerminationMessages;
import dev.navarch.nodeagent.podspec.QualityOfService;
import dev.navarch.nodeagent.probe.ProbeVerdicts;
import dev.navarch.nodeagent.runtime.RuntimePod;
import io.kubernetes.client.openapi.models.V1ContainerState;
import io.kubernetes.client.openapi.models.V1ContainerStateTerminated;
import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1HostIP;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodIP;
import io.kubernetes.client.openapi.models.V1PodStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A pod's whole status, out of what the runtime, the probes and the last attempts to start say. One pod's, as long as it lives. */
final class PodStatusBuilder {
    static final Set<String> TERMINAL = Set.of("Succeeded", "Failed");
    private final List<String> hostIps;
    private final TerminationMessages terminationMessages;
    private final Clock clock;
    /** Of the newest sandbox: a pod that ends at once keeps the address it had. */
    private String lastIp = "";

    PodStatusBuilder(List<String> hostIps, TerminationMessages terminationMessages, Clock clock) {
        this.hostIps = List.copyOf(hostIps);
        this.terminationMessages = terminationMessages;
        this.clock = clock;
    }

    /**
     * What decides a pod's status beside its containers.
     *
     * @param terminal no container will run again
     * @param over nothing runs any more and the pod is about to leave: its phase must be a last one
     * @param verdict why the node ended the pod, if it did
     * @param resize how far its containers are held to what it asks for
     */
    record Circumstances(
            Map<String, WaitingReason> failures,
            boolean terminal,
            boolean over,
            @Nullable Verdict verdict,
            ContainerResizer.Progress resize) {
        static final Circumstances LIVING =
                new Circumstances(Map.of(), false, false, null, ContainerResizer.Progress.DONE);
    }

    /**
     * The node's own sentence on a pod: phase Failed with this reason and message.
     *
     * @param refused before anything of it began: it has no containers to tell of
     */
    record Verdict(String reason, String message, boolean refused) {
        static final String EVICTED = "Evicted";

        Verdict(String reason, String message) {
            this(reason, message, false);
        }
    }

    private static List<PodNotice> notices(Circumstances circumstances) {
        var notices = new ArrayList<PodNotice>();
        var verdict = circumstances.verdict;
        if (verdict != null && verdict.reason.equals(Verdict.EVICTED))
            notices.add(new PodNotice("DisruptionTarget", "TerminationByKubelet", verdict.message));
        if (circumstances.resize.obstacle() != null) notices.add(circumstances.resize.obstacle());
        return notices;
    }

    V1PodStatus build(V1Pod pod, RuntimePod runtime, ProbeVerdicts probes, Circumstances circumstances) {
        var uid = uidOf(pod);
        var statuses = new ContainerStatuses(
                pod,
                runtime,
                probes,
                circumstances.failures,
                circumstances.resize.behind(),
                run -> terminationMessages.read(uid, run));
        var init = statuses.init();
        var regular = statuses.regular();
        var before = Objects.requireNonNullElseGet(pod.getStatus(), V1PodStatus::new);
        var phase = phase(pod, before, init, regular, circumstances);
        if (circumstances.over) regular.forEach(PodStatusBuilder::end);
        var sandbox = runtime.readySandbox();
        if (sandbox != null && !sandbox.ip().isEmpty()) lastIp = sandbox.ip();
        var result = new V1PodStatus()
                .phase(phase)
                .observedGeneration(metadataOf(pod).getGeneration())
                .qosClass(
                        before.getQosClass() != null
                                ? before.getQosClass()
                                : QualityOfService.of(pod).text())
                .startTime(before.getStartTime() != null ? before.getStartTime() : Timestamps.seconds(clock))
                .hostIP(hostIps.isEmpty() ? null : hostIps.getFirst())
                .hostIPs(hostIps.stream().map(ip -> new V1HostIP().ip(ip)).toList())
                .initContainerStatuses(init.isEmpty() ? null : init)
                .containerStatuses(regular)
                .nominatedNodeName(before.getNominatedNodeName());
        var ephemeral = statuses.ephemeral();
        if (!ephemeral.isEmpty()) result.setEphemeralContainerStatuses(ephemeral);
        setReason(result, before, phase, circumstances.verdict);
        setIps(result, pod, before, lastIp);
        var conditions = new PodConditions(pod, phase, init, regular, Timestamps.seconds(clock));
        if (circumstances.verdict != null && circumstances.verdict.refused)
            result.initContainerStatuses(null).containerStatuses(null);
        return result.conditions(conditions.build(sandbox != null, notices(circumstances)));
    }

    private static String phase(
            V1Pod pod,
            V1PodStatus before,
            List<V1ContainerStatus> init,
            List<V1ContainerStatus> regular,
            Circumstances circumstances) {
        if (before.getPhase() != null && TERMINAL.contains(before.getPhase())) return before.getPhase();
        if (circumstances.verdict != null) return "Failed";
        var phase = PodPhase.of(pod, init, regular, circumstances.terminal);
        return circumstances.over && !TERMINAL.contains(phase) ? "Failed" : phase;
    }

    /** A container of a pod that leaves has ended, even where nobody saw how. */
    private static void end(V1ContainerStatus status) {
        var state = Objects.requireNonNull(status.getState());
        if (state.getTerminated() != null) return;
        if (state.getWaiting() != null && status.getContainerID() == null) return;
        status.setReady(false);
        status.setStarted(false);
        status.setState(new V1ContainerState()
                .terminated(new V1ContainerStateTerminated()
                        .exitCode(ContainerStatuses.LOST_EXIT_CODE)
                        .reason("ContainerStatusUnknown")
                        .message("The container could not be located when the pod was terminated")
                        .containerID(status.getContainerID())));
    }

    private static void setReason(V1PodStatus result, V1PodStatus before, String phase, @Nullable Verdict verdict) {
        if (verdict != null) {
            result.reason(verdict.reason).message(verdict.message);
        } else if (phase.equals(before.getPhase())) {
            result.reason(before.getReason()).message(before.getMessage());
        }
    }

    private void setIps(V1PodStatus result, V1Pod pod, V1PodStatus before, String ip) {
        var ips = new ArrayList<String>();
        if (Boolean.TRUE.equals(specOf(pod).getHostNetwork())) ips.addAll(hostIps);
        else if (!ip.isEmpty()) ips.add(ip);
        else if (before.getPodIP() != null) ips.add(before.getPodIP());
        if (ips.isEmpty()) return;
        result.podIP(ips.getFirst())
                .podIPs(ips.stream().map(each -> new V1PodIP().ip(each)).toList());
    }
}
