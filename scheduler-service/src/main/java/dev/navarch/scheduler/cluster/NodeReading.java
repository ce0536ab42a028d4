package dev.navarch.scheduler.cluster;

import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Taint;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What is read of a Node object. */
record NodeReading(
        Map<String, String> labels,
        List<V1Taint> taints,
        boolean unschedulable,
        Resources allocatable,
        long allowedPods) {
    static final NodeReading GONE = new NodeReading(Map.of(), List.of(), false, Resources.NONE, 0);

    static NodeReading of(V1Node node) {
        var labels = Objects.requireNonNull(node.getMetadata()).getLabels();
        var spec = node.getSpec();
        var status = node.getStatus();
        var allocatable = status == null ? null : status.getAllocatable();
        var pods = allocatable == null ? null : allocatable.get("pods");
        return new NodeReading(
                labels == null ? Map.of() : labels,
                spec == null || spec.getTaints() == null ? List.of() : spec.getTaints(),
                spec != null && Boolean.TRUE.equals(spec.getUnschedulable()),
                Resources.of(allocatable),
                pods == null ? 0 : Resources.ceiling(pods, 0));
    }

    static String name(V1Node node) {
        return Objects.requireNonNull(Objects.requireNonNull(node.getMetadata()).getName());
    }
}
