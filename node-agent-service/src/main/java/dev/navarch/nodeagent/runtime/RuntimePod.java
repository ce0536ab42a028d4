package dev.navarch.nodeagent.runtime;

import dev.navarch.nodeagent.podspec.PodKey;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One pod's sandboxes and container runs, the newest first. */
public record RuntimePod(PodKey pod, List<Sandbox> sandboxes, List<ContainerRecord> containers) {
    public RuntimePod {
        sandboxes = sandboxes.stream()
                .sorted(Comparator.comparing(Sandbox::createdAt).reversed())
                .toList();
        containers = containers.stream()
                .sorted(Comparator.comparing(ContainerRecord::createdAt)
                        .thenComparingInt(ContainerRecord::attempt)
                        .reversed())
                .toList();
    }

    public @Nullable Sandbox sandbox() {
        return sandboxes.isEmpty() ? null : sandboxes.getFirst();
    }

    public @Nullable Sandbox readySandbox() {
        var newest = sandbox();
        return newest != null && newest.ready() ? newest : null;
    }

    /** The newest run. */
    public @Nullable ContainerRecord find(String name) {
        return runs(name).stream().findFirst().orElse(null);
    }

    public List<ContainerRecord> runs(String name) {
        return containers.stream()
                .filter(container -> container.name().equals(name))
                .toList();
    }

    public List<ContainerRecord> running() {
        return containers.stream()
                .filter(container -> container.state() == ContainerRecord.State.RUNNING
                        || container.state() == ContainerRecord.State.UNKNOWN)
                .toList();
    }
}
