package dev.navarch.controller.nodelifecycle;

import dev.navarch.client.Timestamps;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeCondition;
import io.kubernetes.client.openapi.models.V1Taint;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The taints that follow from a node's conditions. Those set by people stay. */
final class NodeTaints {
    static final String NOT_READY = "node.kubernetes.io/not-ready";
    static final String UNREACHABLE = "node.kubernetes.io/unreachable";
    private static final String UNSCHEDULABLE = "node.kubernetes.io/unschedulable";
    private static final Map<String, String> PRESSURE = Map.of(
            "MemoryPressure", "node.kubernetes.io/memory-pressure",
            "DiskPressure", "node.kubernetes.io/disk-pressure",
            "PIDPressure", "node.kubernetes.io/pid-pressure",
            "NetworkUnavailable", "node.kubernetes.io/network-unavailable");
    private static final Set<String> OURS = Set.of(
            NOT_READY,
            UNREACHABLE,
            UNSCHEDULABLE,
            "node.kubernetes.io/memory-pressure",
            "node.kubernetes.io/disk-pressure",
            "node.kubernetes.io/pid-pressure",
            "node.kubernetes.io/network-unavailable");

    private final Clock clock;

    NodeTaints(Clock clock) {
        this.clock = clock;
    }

    /** @param evict whether pods are to leave a node that is not ready */
    List<V1Taint> wanted(V1Node node, boolean evict) {
        var taints = new ArrayList<V1Taint>();
        present(node).stream()
                .filter(taint -> !OURS.contains(taint.getKey()) || "PreferNoSchedule".equals(taint.getEffect()))
                .forEach(taints::add);
        var ready = readyTaint(node);
        if (ready != null) {
            add(taints, node, ready, "NoSchedule");
        }
        PRESSURE.forEach((condition, key) -> {
            if ("True".equals(status(node, condition))) {
                add(taints, node, key, "NoSchedule");
            }
        });
        if (node.getSpec() != null && Boolean.TRUE.equals(node.getSpec().getUnschedulable())) {
            add(taints, node, UNSCHEDULABLE, "NoSchedule");
        }
        if (ready != null && evict) {
            add(taints, node, ready, "NoExecute");
        }
        return taints;
    }

    static boolean same(List<V1Taint> one, List<V1Taint> other) {
        return one.size() == other.size() && one.stream().allMatch(taint -> find(other, taint) != null);
    }

    static List<V1Taint> present(V1Node node) {
        return node.getSpec() == null || node.getSpec().getTaints() == null
                ? List.of()
                : node.getSpec().getTaints();
    }

    /** Whether it is being emptied already. */
    static boolean isEvicting(V1Node node) {
        return present(node).stream()
                .anyMatch(taint -> "NoExecute".equals(taint.getEffect())
                        && (NOT_READY.equals(taint.getKey()) || UNREACHABLE.equals(taint.getKey())));
    }

    static String status(V1Node node, String type) {
        var condition = condition(node, type);
        return condition == null ? "" : condition.getStatus();
    }

    static @Nullable V1NodeCondition condition(V1Node node, String type) {
        var status = node.getStatus();
        if (status == null || status.getConditions() == null) {
            return null;
        }
        return status.getConditions().stream()
                .filter(condition -> type.equals(condition.getType()))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String readyTaint(V1Node node) {
        return switch (status(node, "Ready")) {
            case "False" -> NOT_READY;
            case "Unknown" -> UNREACHABLE;
            default -> null;
        };
    }

    private void add(List<V1Taint> taints, V1Node node, String key, String effect) {
        var wanted = new V1Taint().key(key).effect(effect);
        var known = find(present(node), wanted);
        if (known == null && effect.equals("NoExecute")) {
            wanted.timeAdded(Timestamps.seconds(clock));
        }
        taints.add(known == null ? wanted : known);
    }

    private static @Nullable V1Taint find(List<V1Taint> taints, V1Taint wanted) {
        return taints.stream()
                .filter(taint -> Objects.equals(taint.getKey(), wanted.getKey())
                        && Objects.equals(taint.getEffect(), wanted.getEffect()))
                .findFirst()
                .orElse(null);
    }
}
