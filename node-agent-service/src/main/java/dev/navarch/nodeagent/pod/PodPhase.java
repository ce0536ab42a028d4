package dev.navarch.nodeagent.pod;

import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.podspec.PodContainer.Kind;
import io.kubernetes.client.openapi.models.V1ContainerState;
import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A pod's phase, out of its containers' statuses. */
final class PodPhase {
    private final V1Pod pod;
    private int pendingInit;
    private int failedInit;
    private int unknown;
    private int waiting;
    private int running;
    private int stopped;
    private int succeeded;
    private int failedForGood;
    private int restarting;
    private boolean regularEverStarted;

    private PodPhase(V1Pod pod) {
        this.pod = pod;
    }

    /** @param terminal no container will run again */
    static String of(V1Pod pod, List<V1ContainerStatus> init, List<V1ContainerStatus> regular, boolean terminal) {
        var count = new PodPhase(pod);
        var initByName = byName(init);
        for (var container : PodContainer.init(pod)) {
            var status = initByName.get(container.name());
            if (container.kind() == Kind.SIDECAR) count.sidecar(status);
            else count.init(container, status);
        }
        var regularByName = byName(regular);
        for (var container : PodContainer.regular(pod)) count.regular(container, regularByName.get(container.name()));
        return count.decide(terminal);
    }

    private String decide(boolean terminal) {
        if (failedInit > 0) return "Failed";
        if (pendingInit > 0 && !regularEverStarted) return "Pending";
        if (waiting > 0) return "Pending";
        if (running > 0 && unknown == 0) return "Running";
        if (running == 0 && stopped > 0 && unknown == 0) {
            if (terminal) return stopped == succeeded ? "Succeeded" : "Failed";
            if (restarting > 0) return "Running";
            if (stopped == succeeded) return "Succeeded";
            return failedForGood > 0 ? "Failed" : "Running";
        }
        return "Pending";
    }

    private void init(PodContainer container, @Nullable V1ContainerStatus status) {
        var state = state(status);
        var ended = last(status).getTerminated();
        if (state.getTerminated() != null) {
            countInit(container, state.getTerminated().getExitCode());
        } else if (state.getWaiting() != null && ended != null) {
            countInit(container, ended.getExitCode());
        } else {
            pendingInit++;
        }
    }

    private void countInit(PodContainer container, int exitCode) {
        if (exitCode == 0) return;
        if (RestartDecision.restarts(pod, container, exitCode)) pendingInit++;
        else failedInit++;
    }

    private void sidecar(@Nullable V1ContainerStatus status) {
        var state = state(status);
        if (status == null) {
            unknown++;
        } else if (state.getRunning() != null) {
            running++;
            if (!Boolean.TRUE.equals(status.getStarted())) pendingInit++;
        } else if (state.getWaiting() != null && last(status).getTerminated() == null) {
            pendingInit++;
            waiting++;
        }
    }

    private void regular(PodContainer container, @Nullable V1ContainerStatus status) {
        var state = state(status);
        var ended = last(status).getTerminated();
        regularEverStarted |= state.getRunning() != null || state.getTerminated() != null || ended != null;
        if (state.getRunning() != null) {
            running++;
        } else if (state.getTerminated() != null) {
            countStopped(container, state.getTerminated().getExitCode());
        } else if (state.getWaiting() != null) {
            if (ended == null) waiting++;
            else countStopped(container, ended.getExitCode(), true);
        } else {
            unknown++;
        }
    }

    private void countStopped(PodContainer container, int exitCode) {
        countStopped(container, exitCode, false);
    }

    /** A container that waits for its next run has stopped, but neither succeeded nor failed for good. */
    private void countStopped(PodContainer container, int exitCode, boolean waits) {
        stopped++;
        if (exitCode == 0 && !waits) succeeded++;
        if (RestartDecision.restarts(pod, container, exitCode)) restarting++;
        else if (exitCode != 0) failedForGood++;
    }

    private static V1ContainerState state(@Nullable V1ContainerStatus status) {
        return status == null
                ? new V1ContainerState()
                : Objects.requireNonNullElseGet(status.getState(), V1ContainerState::new);
    }

    private static V1ContainerState last(@Nullable V1ContainerStatus status) {
        return status == null
                ? new V1ContainerState()
                : Objects.requireNonNullElseGet(status.getLastState(), V1ContainerState::new);
    }

    private static Map<String, V1ContainerStatus> byName(List<V1ContainerStatus> statuses) {
        var map = new HashMap<String, V1ContainerStatus>();
        statuses.forEach(status -> map.put(status.getName(), status));
        return map;
    }
}
