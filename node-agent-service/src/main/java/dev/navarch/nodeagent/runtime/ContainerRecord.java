package dev.navarch.nodeagent.runtime;

import java.time.Instant;
import java.util.Map;

/**
 * One run of a container.
 *
 * @param imageId what the status shows as imageID
 * @param message the runtime's, or what the container left at its termination message path
 */
public record ContainerRecord(
        String id,
        String name,
        String sandboxId,
        int attempt,
        State state,
        Instant createdAt,
        Instant startedAt,
        Instant finishedAt,
        int exitCode,
        String reason,
        String message,
        String image,
        String imageId,
        String logPath,
        Map<String, String> annotations) {
    public enum State {
        CREATED,
        RUNNING,
        EXITED,
        UNKNOWN
    }

    public ContainerRecord {
        annotations = Map.copyOf(annotations);
    }

    public boolean running() {
        return state == State.RUNNING;
    }

    public boolean exited() {
        return state == State.EXITED;
    }

    public int restartCount() {
        return Integer.parseInt(annotations.getOrDefault(RuntimeLabels.RESTART_COUNT, Integer.toString(attempt)));
    }

    public String hash() {
        return annotations.getOrDefault(RuntimeLabels.HASH, "");
    }
}
