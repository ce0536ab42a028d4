package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.podspec.PodParts.metadataOf;

import dev.navarch.nodeagent.cgroup.ContainerLimits;
import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.podspec.PodContainer.Kind;
import dev.navarch.nodeagent.runtime.ContainerRecord;
import dev.navarch.nodeagent.runtime.RuntimePod;
import io.grpc.StatusRuntimeException;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1ContainerResizePolicy;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodStatus;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Holds running containers to the amounts that their pod asks for now. A change that the node has no room for waits, as a condition
 * of the pod; one that a container wants to be restarted for stops it, and the next turn starts it anew.
 */
final class ContainerResizer {
    private static final List<String> RESIZABLE = List.of("cpu", "memory");
    private final PodTools tools;
    private final NodeRoom room;
    private final ContainerStopper stopper;

    ContainerResizer(PodTools tools, NodeRoom room, ContainerStopper stopper) {
        this.tools = tools;
        this.room = room;
        this.stopper = stopper;
    }

    /**
     * Where the pod's resize stands.
     *
     * @param behind the containers that are still held to older amounts
     * @param obstacle what keeps them there
     */
    record Progress(Set<String> behind, @Nullable PodNotice obstacle) {
        static final Progress DONE = new Progress(Set.of(), null);

        Progress {
            behind = Set.copyOf(behind);
        }
    }

    private record Change(PodContainer container, ContainerRecord run, Set<String> resources) {}

    Progress resize(V1Pod pod, RuntimePod runtime) {
        // The first generation is what the containers were started with.
        if (Objects.requireNonNullElse(metadataOf(pod).getGeneration(), 1L) <= 1) return Progress.DONE;
        var changes = changes(pod, runtime);
        if (changes.isEmpty()) return Progress.DONE;
        var shortage = room.shortage(pod);
        if (shortage != null) {
            return new Progress(
                    names(changes),
                    shortage.forGood()
                            ? new PodNotice("PodResizePending", "Infeasible", shortage.textForGood())
                            : new PodNotice("PodResizePending", "Deferred", shortage.text()));
        }
        tools.cgroups().create(pod);
        return apply(pod, runtime, changes);
    }

    private Progress apply(V1Pod pod, RuntimePod runtime, List<Change> changes) {
        var behind = new HashSet<String>();
        PodNotice obstacle = null;
        for (var change : changes) {
            var name = change.container.name();
            if (wantsRestart(change)) {
                var grace = Duration.ofSeconds(ContainerStarter.grace(pod));
                var why = "Container " + name + " resize requires restart";
                stopper.stop(pod, runtime, change.run, why, grace, true);
                continue;
            }
            try {
                tools.runtime()
                        .updateResources(change.run.id(), tools.containers().resources(pod, change.container));
            } catch (StatusRuntimeException e) {
                behind.add(name);
                obstacle = new PodNotice("PodResizeInProgress", "Error", CriClient.message(e));
            }
        }
        return new Progress(behind, obstacle);
    }

    private List<Change> changes(V1Pod pod, RuntimePod runtime) {
        var changes = new ArrayList<Change>();
        var reported = reported(pod.getStatus());
        for (var container : PodContainer.all(pod)) {
            if (container.kind() != Kind.REGULAR && container.kind() != Kind.SIDECAR) continue;
            var run = runtime.find(container.name());
            if (run == null || !run.running()) continue;
            var resources = different(container, reported.get(container.name()));
            resources.addAll(notHeld(pod, container, run));
            if (!resources.isEmpty()) changes.add(new Change(container, run, resources));
        }
        return changes;
    }

    private static Map<String, V1ResourceRequirements> reported(@Nullable V1PodStatus status) {
        var reported = new HashMap<String, V1ResourceRequirements>();
        if (status == null) return reported;
        Stream.of(status.getInitContainerStatuses(), status.getContainerStatuses())
                .filter(Objects::nonNull)
                .flatMap(List::stream)
                .filter(container -> container.getResources() != null)
                .forEach(container -> reported.put(container.getName(), container.getResources()));
        return reported;
    }

    private static Set<String> different(PodContainer container, @Nullable V1ResourceRequirements reported) {
        var different = new HashSet<String>();
        var asked = container.spec().getResources();
        if (reported == null || asked == null) return different;
        for (var resource : RESIZABLE) {
            if (!Objects.equals(amount(asked.getRequests(), resource), amount(reported.getRequests(), resource))
                    || !Objects.equals(amount(asked.getLimits(), resource), amount(reported.getLimits(), resource))) {
                different.add(resource);
            }
        }
        return different;
    }

    private Set<String> notHeld(V1Pod pod, PodContainer container, ContainerRecord run) {
        var held = tools.cgroups().limits(pod, run.id());
        if (held == null) return Set.of();
        var asked = tools.containers().resources(pod, container);
        var wanted = new ContainerLimits(
                tools.cgroups().unified() ? 0 : asked.getCpuShares(),
                asked.getCpuQuota(),
                asked.getMemoryLimitInBytes());
        var resources = new HashSet<String>();
        if (wanted.shares() != held.shares() || wanted.quota() != held.quota()) resources.add("cpu");
        if (wanted.memory() != held.memory()) resources.add("memory");
        return resources;
    }

    private static boolean wantsRestart(Change change) {
        return Objects.requireNonNullElse(change.container.spec().getResizePolicy(), List.<V1ContainerResizePolicy>of())
                .stream()
                .anyMatch(policy -> policy.getRestartPolicy().equals("RestartContainer")
                        && change.resources.contains(policy.getResourceName()));
    }

    private static Set<String> names(List<Change> changes) {
        var names = new HashSet<String>();
        changes.forEach(change -> names.add(change.container.name()));
        return names;
    }

    private static @Nullable Quantity amount(@Nullable Map<String, Quantity> amounts, String resource) {
        return amounts == null ? null : amounts.get(resource);
    }
}
