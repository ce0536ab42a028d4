package dev.navarch.nodeagent.node;

import dev.navarch.client.EventRecorder;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1NodeCondition;
import io.kubernetes.client.openapi.models.V1ObjectMeta;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tells each turn of a condition, the first ones of a start included. In these events a node's uid is its name. */
public final class NodeEvents {
    private static final Map<String, List<String>> REASONS = Map.of(
            "MemoryPressure", List.of("NodeHasSufficientMemory", "NodeHasInsufficientMemory"),
            "DiskPressure", List.of("NodeHasNoDiskPressure", "NodeHasDiskPressure"),
            "PIDPressure", List.of("NodeHasSufficientPID", "NodeHasInsufficientPID"),
            "Ready", List.of("NodeNotReady", "NodeReady"));
    private final EventRecorder events;
    private final String name;
    private final V1Node about;
    private final Map<String, String> told = new HashMap<>();

    public NodeEvents(EventRecorder events, String name) {
        this.events = events;
        this.name = name;
        this.about = new V1Node()
                .apiVersion("v1")
                .kind("Node")
                .metadata(new V1ObjectMeta().name(name).uid(name));
    }

    void starting() {
        events.normal(about, "Starting", "Starting kubelet.");
    }

    public void reclaiming(String resource) {
        events.warning(about, "EvictionThresholdMet", "Attempting to reclaim " + resource);
    }

    void conditions(List<V1NodeCondition> before, List<V1NodeCondition> now) {
        before.forEach(condition -> {
            if (condition.getType().equals("Ready")) told.putIfAbsent("Ready", condition.getStatus());
        });
        for (var condition : now) {
            var reasons = REASONS.get(condition.getType());
            if (reasons == null) continue;
            var last = told.put(condition.getType(), condition.getStatus());
            // Ready is told only when it turns.
            if (condition.getStatus().equals(last)
                    || (last == null && condition.getType().equals("Ready"))) continue;
            var reason = reasons.get(condition.getStatus().equals("True") ? 1 : 0);
            events.normal(about, reason, "Node " + name + " status is now: " + reason);
        }
    }
}
