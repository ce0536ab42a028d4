package dev.navarch.nodeagent.server;

import static dev.navarch.nodeagent.podspec.PodParts.textOf;

import dev.navarch.nodeagent.pod.PodWorkers;
import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.podspec.PodKey;
import dev.navarch.nodeagent.runtime.ContainerRecord;
import dev.navarch.nodeagent.runtime.PodRuntime;
import dev.navarch.nodeagent.runtime.RuntimePod;
import io.kubernetes.client.openapi.models.V1ContainerState;
import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds the run that a request means, or says why there is none. */
final class PodLookup {
    private final PodWorkers pods;
    private final PodRuntime runtime;

    PodLookup(PodWorkers pods, PodRuntime runtime) {
        this.pods = pods;
        this.runtime = runtime;
    }

    RuntimePod read(String namespace, String name) {
        return runtime.read(PodKey.of(pod(namespace, name)));
    }

    /** For exec and attach: it must be running. */
    ContainerRecord running(String namespace, String name, String container) {
        var pod = withContainer(namespace, name, container);
        var run = runtime.read(PodKey.of(pod)).find(container);
        if (run == null || !run.running()) {
            throw new AgentRequestException(404, "container not found (\"" + container + "\")");
        }
        return run;
    }

    /** For logs: of the run that runs or ended last, or the one before it. */
    ContainerRecord logged(String namespace, String name, String container, boolean previous) {
        var pod = withContainer(namespace, name, container);
        var runs = runtime.read(PodKey.of(pod)).runs(container);
        var status = status(pod, container);
        if (previous) return previousRun(runs, status, name, container);
        var newest = runs.stream()
                .filter(run -> run.state() != ContainerRecord.State.CREATED)
                .findFirst()
                .orElse(null);
        if (newest != null) return newest;
        var waiting = status == null ? null : state(status.getState()).getWaiting();
        if (waiting == null) {
            throw new AgentRequestException(
                    400, "container \"" + container + "\" in pod \"" + name + "\" is not available");
        }
        throw new AgentRequestException(
                400,
                "container \"" + container + "\" in pod \"" + name + "\" is waiting to start: "
                        + reason(textOf(waiting.getReason())));
    }

    ContainerRecord refreshed(ContainerRecord run) {
        var now = runtime.findContainer(run.id(), run.sandboxId());
        return now == null ? run : now;
    }

    boolean isRunning(ContainerRecord run) {
        var now = runtime.findContainer(run.id(), run.sandboxId());
        return now != null && now.running();
    }

    private static ContainerRecord previousRun(
            List<ContainerRecord> runs, @Nullable V1ContainerStatus status, String name, String container) {
        // While a restart waits, the run that ended is the previous one.
        var waits = status != null && state(status.getState()).getWaiting() != null;
        var index = waits ? 0 : 1;
        if (runs.size() <= index) {
            throw new AgentRequestException(
                    400, "previous terminated container \"" + container + "\" in pod \"" + name + "\" not found");
        }
        return runs.get(index);
    }

    private static String reason(String waiting) {
        return switch (waiting) {
            case "ErrImagePull" -> "image can't be pulled";
            case "ImagePullBackOff" -> "trying and failing to pull image";
            default -> waiting;
        };
    }

    private V1Pod withContainer(String namespace, String name, String container) {
        var pod = pod(namespace, name);
        if (PodContainer.find(pod, container) == null) {
            throw new AgentRequestException(404, "container \"" + container + "\" not found in pod \"" + name + "\"");
        }
        return pod;
    }

    private V1Pod pod(String namespace, String name) {
        var pod = pods.find(namespace, name);
        if (pod == null) throw new AgentRequestException(404, "pod \"" + namespace + "/" + name + "\" not found");
        return pod;
    }

    private static @Nullable V1ContainerStatus status(V1Pod pod, String container) {
        if (pod.getStatus() == null) return null;
        var all = new ArrayList<V1ContainerStatus>();
        addAll(all, pod.getStatus().getContainerStatuses());
        addAll(all, pod.getStatus().getInitContainerStatuses());
        addAll(all, pod.getStatus().getEphemeralContainerStatuses());
        return all.stream()
                .filter(status -> status.getName().equals(container))
                .findFirst()
                .orElse(null);
    }

    private static void addAll(List<V1ContainerStatus> all, @Nullable List<V1ContainerStatus> some) {
        if (some != null) all.addAll(some);
    }

    private static V1ContainerState state(@Nullable V1ContainerState state) {
        return Objects.requireNonNullElseGet(state, V1ContainerState::new);
    }
}
