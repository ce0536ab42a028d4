package dev.navarch.nodeagent.simulated;

import io.kubernetes.client.openapi.models.V1ContainerStatus;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The life of a simulated pod, read off the pod; only what a pod tells to the second is remembered more exactly. */
final class PodLife {
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(10);
    private static final Duration LONGEST_BACKOFF = Duration.ofMinutes(5);

    private PodLife() {}

    /**
     * @param seen when this process first saw the pod on its node
     * @param started when this process last started its containers
     */
    record Memory(Instant seen, @Nullable Instant started) {}

    static PodStep next(V1Pod pod, Memory memory, Instant now) {
        var status = Objects.requireNonNullElseGet(pod.getStatus(), V1PodStatus::new);
        if (Objects.requireNonNull(pod.getMetadata()).getDeletionTimestamp() != null) return new PodStep.Remove();
        if (hasEnded(status)) return new PodStep.Nothing();
        var script = PodScript.of(pod);
        var container = firstContainer(status);
        if (container == null || container.getState() == null)
            return PodStep.at(memory.seen().plus(script.delay()), now, new PodStep.Start(0));
        var state = container.getState();
        if (state.getRunning() != null) return run(pod, script, container, memory, now);
        return restart(container, now);
    }

    static boolean hasEnded(V1PodStatus status) {
        return "Succeeded".equals(status.getPhase()) || "Failed".equals(status.getPhase());
    }

    static Duration backoff(int restarts) {
        var wait = FIRST_BACKOFF.multipliedBy(1L << Math.min(restarts, 10));
        return wait.compareTo(LONGEST_BACKOFF) > 0 ? LONGEST_BACKOFF : wait;
    }

    private static PodStep run(V1Pod pod, PodScript script, V1ContainerStatus container, Memory memory, Instant now) {
        if (script.runTime() == null) return readiness(container, script);
        var end = startOf(container, memory, now).plus(script.runTime());
        return PodStep.at(end, now, end(pod, script, Objects.requireNonNullElse(container.getRestartCount(), 0)));
    }

    private static Instant startOf(V1ContainerStatus container, Memory memory, Instant now) {
        if (memory.started() != null) return memory.started();
        var running = container.getState() == null ? null : container.getState().getRunning();
        return running == null || running.getStartedAt() == null
                ? now
                : running.getStartedAt().toInstant();
    }

    private static PodStep readiness(V1ContainerStatus container, PodScript script) {
        return Objects.equals(container.getReady(), script.ready())
                ? new PodStep.Nothing()
                : new PodStep.SetReady(script.ready());
    }

    private static PodStep end(V1Pod pod, PodScript script, int restarts) {
        var policy =
                Objects.requireNonNullElse(Objects.requireNonNull(pod.getSpec()).getRestartPolicy(), "Always");
        var succeeded = script.exitCode() == 0;
        return switch (policy) {
            case "Never" -> new PodStep.End(succeeded);
            case "OnFailure" -> succeeded ? new PodStep.End(true) : new PodStep.Crash(restarts);
            default -> new PodStep.Crash(restarts);
        };
    }

    private static PodStep restart(V1ContainerStatus container, Instant now) {
        var last = container.getLastState() == null
                ? null
                : container.getLastState().getTerminated();
        var restarts = Objects.requireNonNullElse(container.getRestartCount(), 0);
        if (last == null) return new PodStep.Start(restarts);
        var finished = last.getFinishedAt() == null ? now : last.getFinishedAt().toInstant();
        return PodStep.at(finished.plus(backoff(restarts)), now, new PodStep.Start(restarts + 1));
    }

    private static @Nullable V1ContainerStatus firstContainer(V1PodStatus status) {
        var containers = status.getContainerStatuses();
        return containers == null || containers.isEmpty() ? null : containers.getFirst();
    }
}
