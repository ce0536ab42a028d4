package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.podspec.PodParts.metadataOf;
import static dev.navarch.nodeagent.podspec.PodParts.textOf;

import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.podspec.PodContainer.Kind;
import dev.navarch.nodeagent.probe.ProbeVerdicts;
import dev.navarch.nodeagent.runtime.ContainerRecord;
import dev.navarch.nodeagent.runtime.RuntimePod;
import io.kubernetes.client.openapi.models.V1ContainerState;
import io.kubernetes.client.openapi.models.V1ContainerStateRunning;
import io.kubernetes.client.openapi.models.V1ContainerStateTerminated;
import io.kubernetes.client.openapi.models.V1ContainerStateWaiting;
import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import io.kubernetes.client.openapi.models.V1VolumeMountStatus;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The statuses of a pod's containers: the newest run is the state, the one before it the last state; what the runtime has
 * forgotten is taken from the status that the API holds.
 */
final class ContainerStatuses {
    static final int LOST_EXIT_CODE = 137;
    private static final String LOST_NOW = "The container could not be located when the pod was terminated";
    private static final String LOST_BEFORE =
            "The container could not be located when the pod was deleted.  The container used to be Running";

    private final V1Pod pod;
    private final RuntimePod runtime;
    private final ProbeVerdicts probes;
    private final Map<String, WaitingReason> failures;
    private final Set<String> behind;
    private final Function<ContainerRecord, String> terminationMessages;

    /**
     * @param failures what the last attempt to start each container said
     * @param behind the containers that are still held to the amounts of before
     */
    ContainerStatuses(
            V1Pod pod,
            RuntimePod runtime,
            ProbeVerdicts probes,
            Map<String, WaitingReason> failures,
            Set<String> behind,
            Function<ContainerRecord, String> terminationMessages) {
        this.pod = pod;
        this.runtime = runtime;
        this.probes = probes;
        this.failures = failures;
        this.behind = behind;
        this.terminationMessages = terminationMessages;
    }

    List<V1ContainerStatus> init() {
        return PodContainer.init(pod).stream()
                .map(container -> status(container, old(container, status -> status.getInitContainerStatuses())))
                .toList();
    }

    List<V1ContainerStatus> regular() {
        return PodContainer.regular(pod).stream()
                .map(container -> status(container, old(container, status -> status.getContainerStatuses())))
                .sorted(Comparator.comparing(V1ContainerStatus::getName))
                .toList();
    }

    List<V1ContainerStatus> ephemeral() {
        return PodContainer.ephemeral(pod).stream()
                .map(container -> status(container, old(container, status -> status.getEphemeralContainerStatuses())))
                .sorted(Comparator.comparing(V1ContainerStatus::getName))
                .toList();
    }

    private V1ContainerStatus status(PodContainer container, @Nullable V1ContainerStatus old) {
        var runs = runtime.runs(container.name());
        var status = runs.isEmpty() ? withoutRun(container, old) : ofRuns(container, runs, old);
        var failure = failures.get(container.name());
        if (failure != null && RestartDecision.shouldStart(pod, container, runs.isEmpty() ? null : runs.getFirst())) {
            if (Objects.requireNonNull(status.getState()).getTerminated() != null)
                status.setLastState(status.getState());
            status.setState(waiting(failure.reason(), failure.message()));
        }
        return withSpec(status, container, old);
    }

    private V1ContainerStatus ofRuns(
            PodContainer container, List<ContainerRecord> runs, @Nullable V1ContainerStatus old) {
        var newest = runs.getFirst();
        var started = newest.running() && probes.started(container, newest);
        var status = blank(container)
                .containerID("containerd://" + newest.id())
                .imageID(newest.imageId())
                .restartCount(newest.restartCount())
                .state(state(newest, old))
                .started(started)
                .ready(ready(container, newest, started));
        if (!newest.image().isEmpty() && !newest.image().startsWith("sha256:")) status.setImage(newest.image());
        if (runs.size() > 1 && runs.get(1).exited()) status.setLastState(state(runs.get(1), old));
        else if (old != null && newest.restartCount() > 0) status.setLastState(old.getLastState());
        return status;
    }

    private boolean ready(PodContainer container, ContainerRecord run, boolean started) {
        return switch (container.kind()) {
            case INIT -> run.exited() && run.exitCode() == 0;
            case EPHEMERAL -> false;
            case SIDECAR, REGULAR -> started && probes.ready(container, run);
        };
    }

    private V1ContainerStatus withoutRun(PodContainer container, @Nullable V1ContainerStatus old) {
        var status = blank(container).state(waiting(initialReason(), null));
        if (old == null) return status;
        status.setRestartCount(old.getRestartCount());
        status.setLastState(old.getLastState());
        var state = old.getState();
        if (state != null && state.getTerminated() != null) {
            return status.state(state)
                    .containerID(old.getContainerID())
                    .imageID(old.getImageID())
                    .ready(container.kind() == Kind.INIT
                            && state.getTerminated().getExitCode() == 0);
        }
        if (state != null && state.getRunning() != null) lost(status, old);
        return status;
    }

    private void lost(V1ContainerStatus status, V1ContainerStatus old) {
        var deleting = metadataOf(pod).getDeletionTimestamp() != null;
        var end = new V1ContainerStateTerminated()
                .reason("ContainerStatusUnknown")
                .message(deleting ? LOST_NOW : LOST_BEFORE)
                .exitCode(LOST_EXIT_CODE)
                .containerID(old.getContainerID());
        status.setContainerID(old.getContainerID());
        status.setImageID(old.getImageID());
        if (deleting) {
            status.setState(new V1ContainerState().terminated(end));
        } else {
            status.setLastState(new V1ContainerState().terminated(end));
            status.setRestartCount(old.getRestartCount() + 1);
        }
    }

    private V1ContainerState state(ContainerRecord run, @Nullable V1ContainerStatus old) {
        return switch (run.state()) {
            case RUNNING ->
                new V1ContainerState().running(new V1ContainerStateRunning().startedAt(time(run.startedAt())));
            case EXITED -> new V1ContainerState().terminated(terminated(run, old));
            case CREATED, UNKNOWN -> waiting(null, null);
        };
    }

    private V1ContainerStateTerminated terminated(ContainerRecord run, @Nullable V1ContainerStatus old) {
        var message = message(run, old);
        return new V1ContainerStateTerminated()
                .exitCode(run.exitCode())
                .reason(run.reason().isEmpty() ? (run.exitCode() == 0 ? "Completed" : "Error") : run.reason())
                .message(message.isEmpty() ? null : message)
                .startedAt(time(run.startedAt()))
                .finishedAt(time(run.finishedAt()))
                .containerID("containerd://" + run.id());
    }

    /** Its file goes with the pod's volumes; what was told once is told on. */
    private String message(ContainerRecord run, @Nullable V1ContainerStatus old) {
        var message = terminationMessages.apply(run);
        if (!message.isEmpty() || old == null) return message;
        return Stream.of(old.getState(), old.getLastState())
                .flatMap(Stream::ofNullable)
                .flatMap(state -> Stream.ofNullable(state.getTerminated()))
                .filter(ended -> ("containerd://" + run.id()).equals(ended.getContainerID()))
                .map(ended -> textOf(ended.getMessage()))
                .findFirst()
                .orElse("");
    }

    private V1ContainerStatus withSpec(
            V1ContainerStatus status, PodContainer container, @Nullable V1ContainerStatus old) {
        var mounts = container.spec().getVolumeMounts();
        if (mounts != null && !mounts.isEmpty()) {
            status.setVolumeMounts(
                    mounts.stream().map(ContainerStatuses::mountStatus).toList());
        }
        if (Objects.requireNonNull(status.getState()).getRunning() == null || container.kind() == Kind.EPHEMERAL)
            return status;
        if (old != null && behind.contains(container.name())) {
            return status.resources(old.getResources()).allocatedResources(old.getAllocatedResources());
        }
        var resources = Objects.requireNonNullElseGet(container.spec().getResources(), V1ResourceRequirements::new);
        var requests = resources.getRequests();
        return status.resources(resources).allocatedResources(requests == null || requests.isEmpty() ? null : requests);
    }

    private static V1VolumeMountStatus mountStatus(V1VolumeMount mount) {
        var readOnly = Boolean.TRUE.equals(mount.getReadOnly());
        return new V1VolumeMountStatus()
                .name(mount.getName())
                .mountPath(mount.getMountPath())
                .readOnly(readOnly ? true : null)
                .recursiveReadOnly(readOnly ? "Disabled" : null);
    }

    private static V1ContainerStatus blank(PodContainer container) {
        return new V1ContainerStatus()
                .name(container.name())
                .image(textOf(container.spec().getImage()))
                .imageID("")
                .lastState(new V1ContainerState())
                .restartCount(0)
                .ready(false)
                .started(false);
    }

    private String initialReason() {
        return PodContainer.init(pod).isEmpty() ? "ContainerCreating" : "PodInitializing";
    }

    private @Nullable V1ContainerStatus old(
            PodContainer container,
            Function<io.kubernetes.client.openapi.models.V1PodStatus, @Nullable List<V1ContainerStatus>> list) {
        if (pod.getStatus() == null) return null;
        return Objects.requireNonNullElse(list.apply(pod.getStatus()), List.<V1ContainerStatus>of()).stream()
                .filter(status -> status.getName().equals(container.name()))
                .findFirst()
                .orElse(null);
    }

    private static V1ContainerState waiting(@Nullable String reason, @Nullable String message) {
        return new V1ContainerState()
                .waiting(new V1ContainerStateWaiting().reason(reason).message(message));
    }

    private static @Nullable OffsetDateTime time(Instant instant) {
        return instant.equals(Instant.EPOCH)
                ? null
                : instant.truncatedTo(ChronoUnit.SECONDS).atOffset(ZoneOffset.UTC);
    }
}
