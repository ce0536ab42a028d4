package dev.navarch.nodeagent.housekeeping;

import static dev.navarch.nodeagent.podspec.PodParts.nameOf;
import static dev.navarch.nodeagent.podspec.PodParts.specOf;
import static dev.navarch.nodeagent.podspec.PodParts.uidOf;

import dev.navarch.nodeagent.node.Machine;
import dev.navarch.nodeagent.node.NodeEvents;
import dev.navarch.nodeagent.podspec.PodRequests;
import dev.navarch.nodeagent.stats.PodUsage;
import dev.navarch.nodeagent.stats.UsageReader;
import io.kubernetes.client.openapi.models.V1Pod;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

/**
 * Evicts one pod at a turn while the node is short of memory or disk: first those that use more than they asked for, of these the
 * least important, of these who uses the most beyond it. Pods that the cluster cannot do without stay.
 */
public final class PressureRelief implements Runnable {
    /** The priority from which on a pod belongs to the system. */
    private static final int SYSTEM = 2_000_000_000;

    private final Supplier<List<V1Pod>> pods;
    private final Machine machine;
    private final UsageReader usage;
    private final LocalStorage storage;
    private final ImageCollector images;
    private final NodeEvents events;
    private final Evictor evictor;

    /** @param pods those that run here */
    public PressureRelief(
            Supplier<List<V1Pod>> pods,
            Machine machine,
            UsageReader usage,
            LocalStorage storage,
            ImageCollector images,
            NodeEvents events,
            Evictor evictor) {
        this.pods = pods;
        this.machine = machine;
        this.usage = usage;
        this.storage = storage;
        this.images = images;
        this.events = events;
        this.evictor = evictor;
    }

    @Override
    public void run() {
        if (machine.shortOfMemory()) {
            events.reclaiming("memory");
            var used = usage.read().pods().stream()
                    .collect(Collectors.toMap(PodUsage::uid, pod -> pod.usage().workingSet()));
            evictOne(
                    "memory",
                    pod -> used.getOrDefault(uidOf(pod), 0L),
                    machine.wantedMemory(),
                    machine.availableMemory());
        }
        if (machine.shortOfDisk()) {
            events.reclaiming("ephemeral-storage");
            images.removeAllUnused();
            if (!machine.shortOfDisk()) return;
            evictOne("ephemeral-storage", storage::of, machine.wantedDisk(), machine.availableDisk());
        }
    }

    private void evictOne(String resource, ToLongFunction<V1Pod> measure, long wanted, long available) {
        pods.get().stream()
                .filter(pod -> priority(pod) < SYSTEM)
                .map(pod -> new Candidate(
                        pod,
                        measure.applyAsLong(pod),
                        PodRequests.of(pod, resource).longValue()))
                .min(Candidate.FIRST_TO_GO)
                .ifPresent(chosen -> evictor.evict(chosen.pod, message(resource, chosen, wanted, available)));
    }

    private record Candidate(V1Pod pod, long used, long requested) {
        private static final Comparator<Candidate> FIRST_TO_GO = Comparator.comparing(Candidate::isWithinRequest)
                .thenComparingInt(candidate -> priority(candidate.pod))
                .thenComparingLong(candidate -> candidate.requested - candidate.used);

        boolean isWithinRequest() {
            return used <= requested;
        }
    }

    private static String message(String resource, Candidate chosen, long wanted, long available) {
        var low = "The node was low on resource: " + resource + ". Threshold quantity: " + wanted / 1024
                + "Ki, available: " + available / 1024 + "Ki. ";
        if (chosen.isWithinRequest()) return low;
        return low + "Pod " + nameOf(chosen.pod) + " was using " + chosen.used / 1024 + "Ki, request is "
                + chosen.requested + ", has larger consumption of " + resource + ". ";
    }

    private static int priority(V1Pod pod) {
        return Objects.requireNonNullElse(specOf(pod).getPriority(), 0);
    }
}
