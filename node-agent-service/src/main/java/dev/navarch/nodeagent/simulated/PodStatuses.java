package dev.navarch.nodeagent.simulated;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ContainerState;
import io.kubernetes.client.openapi.models.V1ContainerStateRunning;
import io.kubernetes.client.openapi.models.V1ContainerStateTerminated;
import io.kubernetes.client.openapi.models.V1ContainerStateWaiting;
import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1HostIP;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodCondition;
import io.kubernetes.client.openapi.models.V1PodIP;
import io.kubernetes.client.openapi.models.V1PodStatus;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The statuses that a node agent would write. */
final class PodStatuses {
    private static final Set<String> OWN =
            Set.of("PodReadyToStartContainers", "Initialized", "Ready", "ContainersReady", "PodScheduled");

    private final V1Pod pod;
    private final OffsetDateTime now;

    PodStatuses(V1Pod pod, OffsetDateTime now) {
        this.pod = pod;
        this.now = now;
    }

    V1PodStatus running(boolean ready, int restarts) {
        var containers = containers(container -> status(container, restarts)
                .ready(ready)
                .started(true)
                .state(new V1ContainerState().running(new V1ContainerStateRunning().startedAt(now)))
                .lastState(restarts == 0 ? new V1ContainerState() : lastStateOf(container.getName())));
        return base("Running", containers).conditions(conditions(ready ? null : "ContainersNotReady", true));
    }

    V1PodStatus crashed(int exitCode, int restarts) {
        var backoff = PodLife.backoff(restarts);
        var containers = containers(container -> status(container, restarts)
                .ready(false)
                .started(false)
                .state(new V1ContainerState()
                        .waiting(new V1ContainerStateWaiting()
                                .reason("CrashLoopBackOff")
                                .message("back-off %s restarting failed container=%s pod=%s"
                                        .formatted(goDuration(backoff.toSeconds()), container.getName(), podId()))))
                .lastState(terminated(container.getName(), exitCode)));
        return base("Running", containers).conditions(conditions("ContainersNotReady", true));
    }

    V1PodStatus ended(boolean succeeded, int exitCode) {
        var containers = containers(container -> status(container, restartsOf(container.getName()))
                .ready(false)
                .started(false)
                .state(terminated(container.getName(), exitCode))
                .lastState(new V1ContainerState()));
        return base(succeeded ? "Succeeded" : "Failed", containers)
                .conditions(conditions(succeeded ? "PodCompleted" : "PodFailed", false));
    }

    V1PodStatus readiness(boolean ready) {
        var containers = new ArrayList<>(present());
        containers.forEach(container -> container.ready(ready));
        return new V1PodStatus()
                .containerStatuses(containers)
                .conditions(conditions(ready ? null : "ContainersNotReady", true));
    }

    V1PodStatus withAddresses(V1PodStatus status, String hostAddress, String podAddress) {
        return status.hostIP(hostAddress)
                .hostIPs(List.of(new V1HostIP().ip(hostAddress)))
                .podIP(podAddress)
                .podIPs(List.of(new V1PodIP().ip(podAddress)));
    }

    private V1PodStatus base(String phase, List<V1ContainerStatus> containers) {
        var status = pod.getStatus();
        var started = status == null || status.getStartTime() == null ? now : status.getStartTime();
        return new V1PodStatus()
                .phase(phase)
                .observedGeneration(generation())
                .startTime(started)
                .initContainerStatuses(initContainers())
                .containerStatuses(containers);
    }

    private List<V1ContainerStatus> containers(Function<V1Container, V1ContainerStatus> form) {
        return Objects.requireNonNull(pod.getSpec()).getContainers().stream()
                .map(form)
                .sorted(Comparator.comparing(V1ContainerStatus::getName))
                .toList();
    }

    private @Nullable List<V1ContainerStatus> initContainers() {
        var containers = Objects.requireNonNull(pod.getSpec()).getInitContainers();
        if (containers == null || containers.isEmpty()) return null;
        return containers.stream().map(this::initStatus).toList();
    }

    private V1ContainerStatus initStatus(V1Container container) {
        var isSidecar = "Always".equals(container.getRestartPolicy());
        return status(container, 0)
                .ready(true)
                .started(isSidecar)
                .lastState(new V1ContainerState())
                .state(
                        isSidecar
                                ? new V1ContainerState().running(new V1ContainerStateRunning().startedAt(now))
                                : terminated(container.getName(), 0));
    }

    private V1ContainerStatus status(V1Container container, int restarts) {
        return new V1ContainerStatus()
                .name(container.getName())
                .image(Objects.requireNonNullElse(container.getImage(), ""))
                .imageID("simulated://" + container.getImage())
                .containerID("simulated://" + uid() + "/" + container.getName() + "/" + restarts)
                .restartCount(restarts);
    }

    private V1ContainerState terminated(String container, int exitCode) {
        return new V1ContainerState()
                .terminated(new V1ContainerStateTerminated()
                        .exitCode(exitCode)
                        .reason(exitCode == 0 ? "Completed" : "Error")
                        .startedAt(startOf(container))
                        .finishedAt(now)
                        .containerID("simulated://" + uid() + "/" + container + "/" + restartsOf(container)));
    }

    /** @param unready why it is not ready; null when it is */
    private List<V1PodCondition> conditions(@Nullable String unready, boolean sandbox) {
        var notReady = unready != null;
        var message = "ContainersNotReady".equals(unready) ? "containers with unready status: [" + names() + "]" : null;
        var conditions = new ArrayList<>(foreign());
        conditions.addAll(List.of(
                condition("PodReadyToStartContainers", sandbox, null, null),
                condition("Initialized", true, "PodCompleted".equals(unready) ? unready : null, null),
                condition("Ready", !notReady, unready, message),
                condition("ContainersReady", !notReady, unready, message),
                condition("PodScheduled", true, null, null)));
        return conditions;
    }

    private List<V1PodCondition> foreign() {
        var status = pod.getStatus();
        if (status == null || status.getConditions() == null) return List.of();
        return status.getConditions().stream()
                .filter(condition -> !OWN.contains(condition.getType()))
                .toList();
    }

    private V1PodCondition condition(String type, boolean is, @Nullable String reason, @Nullable String message) {
        var status = is ? "True" : "False";
        var before = find(type);
        var since = before != null && status.equals(before.getStatus()) && before.getLastTransitionTime() != null
                ? before.getLastTransitionTime()
                : now;
        return new V1PodCondition()
                .type(type)
                .status(status)
                .reason(reason)
                .message(message)
                .observedGeneration(generation())
                .lastTransitionTime(since);
    }

    private @Nullable V1PodCondition find(String type) {
        var status = pod.getStatus();
        if (status == null || status.getConditions() == null) return null;
        return status.getConditions().stream()
                .filter(condition -> condition.getType().equals(type))
                .findFirst()
                .orElse(null);
    }

    private List<V1ContainerStatus> present() {
        var status = pod.getStatus();
        return status == null || status.getContainerStatuses() == null ? List.of() : status.getContainerStatuses();
    }

    private @Nullable V1ContainerStatus present(String container) {
        return present().stream()
                .filter(status -> status.getName().equals(container))
                .findFirst()
                .orElse(null);
    }

    private int restartsOf(String container) {
        var status = present(container);
        return status == null || status.getRestartCount() == null ? 0 : status.getRestartCount();
    }

    private V1ContainerState lastStateOf(String container) {
        var status = present(container);
        return status == null || status.getLastState() == null ? new V1ContainerState() : status.getLastState();
    }

    private OffsetDateTime startOf(String container) {
        var status = present(container);
        var running = status == null || status.getState() == null
                ? null
                : status.getState().getRunning();
        return running == null || running.getStartedAt() == null ? now : running.getStartedAt();
    }

    private String names() {
        return String.join(
                " ",
                Objects.requireNonNull(pod.getSpec()).getContainers().stream()
                        .map(V1Container::getName)
                        .toList());
    }

    private String podId() {
        var metadata = Objects.requireNonNull(pod.getMetadata());
        return "%s_%s(%s)".formatted(metadata.getName(), metadata.getNamespace(), uid());
    }

    private String uid() {
        return Objects.requireNonNullElse(
                Objects.requireNonNull(pod.getMetadata()).getUid(), "");
    }

    private @Nullable Long generation() {
        return Objects.requireNonNull(pod.getMetadata()).getGeneration();
    }

    private static String goDuration(long seconds) {
        return seconds < 60 ? seconds + "s" : "%dm%ds".formatted(seconds / 60, seconds % 60);
    }
}
