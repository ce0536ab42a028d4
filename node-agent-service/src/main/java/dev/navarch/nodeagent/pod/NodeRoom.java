package dev.navarch.nodeagent.pod;

import static dev.navarch.nodeagent.podspec.PodParts.uidOf;

import dev.navarch.nodeagent.podspec.PodRequests;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Pod;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What this node has to give, and what its pods have taken of it. */
final class NodeRoom {
    private static final List<String> COUNTED = List.of("cpu", "memory", "ephemeral-storage");
    private final Supplier<List<V1Pod>> pods;
    private final Map<String, Quantity> allocatable;

    NodeRoom(Supplier<List<V1Pod>> pods, Map<String, Quantity> allocatable) {
        this.pods = pods;
        this.allocatable = Map.copyOf(allocatable);
    }

    /** @param used by the other pods */
    record Shortage(String resource, long requested, long used, long capacity) {
        boolean forGood() {
            return requested > capacity;
        }

        String text() {
            return "Node didn't have enough resource: " + resource + ", requested: " + requested + ", used: " + used
                    + ", capacity: " + capacity;
        }

        String textForGood() {
            return "Node didn't have enough capacity: " + resource + ", requested: " + requested + ", capacity: "
                    + capacity;
        }
    }

    /** The first resource that the node has too little of for this pod; null when it fits. */
    @Nullable
    Shortage shortage(V1Pod pod) {
        var others = pods.get().stream()
                .filter(other -> !uidOf(other).equals(uidOf(pod)) && isAdmitted(other))
                .toList();
        var places = allocatable.get("pods");
        if (places != null && others.size() + 1 > places.getNumber().longValue()) {
            return new Shortage("pods", 1, others.size(), places.getNumber().longValue());
        }
        return COUNTED.stream()
                .map(resource -> shortage(pod, others, resource))
                .filter(shortage -> shortage != null)
                .findFirst()
                .orElse(null);
    }

    private @Nullable Shortage shortage(V1Pod pod, List<V1Pod> others, String resource) {
        var capacity = allocatable.get(resource);
        var requested = PodRequests.of(pod, resource);
        if (capacity == null || requested.signum() == 0) return null;
        var used =
                others.stream().map(other -> PodRequests.of(other, resource)).reduce(BigDecimal.ZERO, BigDecimal::add);
        if (used.add(requested).compareTo(capacity.getNumber()) <= 0) return null;
        return new Shortage(
                resource,
                counted(resource, requested),
                counted(resource, used),
                counted(resource, capacity.getNumber()));
    }

    private static long counted(String resource, BigDecimal amount) {
        var unit = resource.equals("cpu") ? amount.movePointRight(3) : amount;
        return unit.setScale(0, RoundingMode.CEILING).longValue();
    }

    static boolean isAdmitted(V1Pod pod) {
        var status = pod.getStatus();
        return status != null
                && status.getStartTime() != null
                && (status.getPhase() == null || !PodStatusBuilder.TERMINAL.contains(status.getPhase()));
    }
}
