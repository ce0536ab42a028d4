package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.podspec.PodParts.specOf;
import static dev.navarch.nodeagent.podspec.PodParts.uidOf;

import dev.navarch.nodeagent.container.ContainerConfigException;
import dev.navarch.nodeagent.container.ContainerConfigs;
import dev.navarch.nodeagent.container.ImageUser;
import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.cri.v1.PodSandboxConfig;
import dev.navarch.nodeagent.image.Backoff;
import dev.navarch.nodeagent.image.ImageException;
import dev.navarch.nodeagent.log.RotatedLogs;
import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.podspec.PodContainer.Kind;
import dev.navarch.nodeagent.podspec.PodKey;
import dev.navarch.nodeagent.runtime.ContainerRecord;
import dev.navarch.nodeagent.runtime.RuntimePod;
import dev.navarch.nodeagent.runtime.Sandbox;
import io.grpc.StatusRuntimeException;
import io.kubernetes.client.openapi.models.V1Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes one container from wish to running, and remembers why not. Used by one pod's worker only. */
final class ContainerStarter {
    private static final Logger log = LoggerFactory.getLogger(ContainerStarter.class);
    private static final Duration HOOK_TIMEOUT = Duration.ofMinutes(2);
    private static final int KEPT_RUNS = 1;
    private final PodTools tools;
    private final Backoff crashLoop;
    private final Map<String, WaitingReason> failures = new HashMap<>();

    ContainerStarter(PodTools tools, Backoff crashLoop) {
        this.tools = tools;
        this.crashLoop = crashLoop;
    }

    Map<String, WaitingReason> failures() {
        return Map.copyOf(failures);
    }

    /** What the container is to be started in. */
    record Place(V1Pod pod, RuntimePod runtime, Sandbox sandbox, PodSandboxConfig config, Map<String, Path> volumes) {
        List<String> podIps() {
            return sandbox.ip().isEmpty() ? List.of() : List.of(sandbox.ip());
        }
    }

    /** When to try again; null when it runs. */
    @Nullable
    Duration start(Place place, PodContainer container) {
        var newest = place.runtime.find(container.name());
        var wait = crashLoopWait(place.pod, container, newest);
        if (wait != null) return wait;
        try {
            prune(place.runtime, container);
            create(place, container, restartCount(newest));
            failures.remove(container.name());
            return null;
        } catch (StartFailure e) {
            failures.put(container.name(), new WaitingReason(e.reason, String.valueOf(e.getMessage())));
            log.info(
                    "Container not started pod={} container={} reason={} message={}",
                    PodKey.of(place.pod).text(),
                    container.name(),
                    e.reason,
                    e.getMessage());
            return PodWorker.RETRY;
        }
    }

    private @Nullable Duration crashLoopWait(V1Pod pod, PodContainer container, @Nullable ContainerRecord newest) {
        if (newest == null || !newest.exited()) return null;
        var key = uidOf(pod) + "_" + container.name() + "_" + container.hash();
        var remaining = crashLoop.remaining(key, newest.finishedAt());
        if (!remaining.isPositive()) {
            crashLoop.next(key, newest.finishedAt());
            return null;
        }
        var podText = PodKey.of(pod).text();
        var message = "back-off " + GoDuration.text(crashLoop.current(key)) + " restarting failed container="
                + container.name() + " pod=" + podText;
        failures.put(container.name(), new WaitingReason("CrashLoopBackOff", message));
        warn(
                pod,
                container,
                "BackOff",
                "Back-off restarting failed container " + container.name() + " in pod " + podText);
        return remaining;
    }

    private void create(Place place, PodContainer container, int restartCount) throws StartFailure {
        var pod = place.pod;
        var config = config(place, container, restartCount);
        String id;
        try {
            id = tools.runtime().createContainer(place.sandbox.id(), place.config, config);
        } catch (StatusRuntimeException e) {
            throw failed(pod, container, "CreateContainerError", CriClient.message(e));
        }
        tools.events().event(pod, container.fieldPath(), "Normal", "Created", "Container created");
        try {
            tools.runtime().startContainer(id);
        } catch (StatusRuntimeException e) {
            throw failed(pod, container, "RunContainerError", CriClient.message(e));
        }
        tools.events().event(pod, container.fieldPath(), "Normal", "Started", "Container started");
        runPostStart(place, container, id);
    }

    private dev.navarch.nodeagent.cri.v1.ContainerConfig config(Place place, PodContainer container, int restartCount)
            throws StartFailure {
        try {
            var image = tools.images().ensure(place.pod, container);
            var request = new ContainerConfigs.Request(
                    place.pod, container, restartCount, place.podIps(), place.volumes, targetId(place, container));
            var user = new ImageUser(image.uid(), image.username());
            return tools.containers().of(request, image.reference(), user);
        } catch (ImageException e) {
            throw new StartFailure(e.reason(), String.valueOf(e.getMessage()));
        } catch (ContainerConfigException e) {
            throw failed(place.pod, container, "CreateContainerConfigError", String.valueOf(e.getMessage()));
        }
    }

    private static String targetId(Place place, PodContainer container) {
        var target = container.targetContainer() == null ? null : place.runtime.find(container.targetContainer());
        return target == null ? "" : target.id();
    }

    private void runPostStart(Place place, PodContainer container, String id) throws StartFailure {
        var lifecycle = container.spec().getLifecycle();
        if (lifecycle == null || lifecycle.getPostStart() == null) return;
        if (tools.hooks().run(lifecycle.getPostStart(), container.spec(), id, place.sandbox.ip(), HOOK_TIMEOUT)) return;
        warn(place.pod, container, "FailedPostStartHook", "PostStartHook failed");
        tools.events().event(place.pod, container.fieldPath(), "Normal", "Killing", "FailedPostStartHook");
        tools.runtime().stopContainer(id, Duration.ofSeconds(grace(place.pod)));
        throw new StartFailure("PostStartHookError", "PostStartHook failed");
    }

    static long grace(V1Pod pod) {
        var grace = specOf(pod).getTerminationGracePeriodSeconds();
        return grace == null ? 30 : grace;
    }

    /** A run that was made but never started gives its number back. */
    private int restartCount(@Nullable ContainerRecord newest) {
        if (newest == null) return 0;
        if (newest.state() != ContainerRecord.State.CREATED) return newest.restartCount() + 1;
        tools.runtime().removeContainer(newest.id());
        return newest.restartCount();
    }

    /** Keeps the newest run, for {@code logs --previous}. */
    private void prune(RuntimePod runtime, PodContainer container) {
        if (container.kind() == Kind.EPHEMERAL) return;
        for (var run : runtime.runs(container.name()).stream().skip(KEPT_RUNS).toList()) {
            try {
                tools.runtime().removeContainer(run.id());
                if (!run.logPath().isEmpty()) deleteLog(Path.of(run.logPath()));
            } catch (StatusRuntimeException | IOException e) {
                log.warn("Old run not removed container={} error={}", run.id(), e.getMessage());
            }
        }
    }

    private static void deleteLog(Path file) throws IOException {
        for (var rotated : RotatedLogs.of(file)) Files.deleteIfExists(rotated);
        Files.deleteIfExists(file);
    }

    private StartFailure failed(V1Pod pod, PodContainer container, String reason, String message) {
        warn(pod, container, "Failed", "Error: " + message);
        return new StartFailure(reason, message);
    }

    private void warn(V1Pod pod, PodContainer container, String reason, String message) {
        tools.events().event(pod, container.fieldPath(), "Warning", reason, message);
    }

    private static final class StartFailure extends Exception {
        private final String reason;

        StartFailure(String reason, String message) {
            super(message);
            this.reason = reason;
        }
    }
}
