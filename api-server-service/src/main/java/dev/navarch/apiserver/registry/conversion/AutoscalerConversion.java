package dev.navarch.apiserver.registry.conversion;

import dev.navarch.machinery.codec.Json;
import tools.jackson.databind.node.ObjectNode;

/** autoscaling/v1 knows CPU utilization only; the rest of v2 it carries in annotations. */
final class AutoscalerConversion {
    private static final String METRICS = "autoscaling.alpha.kubernetes.io/metrics";
    private static final String CURRENT_METRICS = "autoscaling.alpha.kubernetes.io/current-metrics";
    private static final String CONDITIONS = "autoscaling.alpha.kubernetes.io/conditions";
    private static final String BEHAVIOR = "autoscaling.alpha.kubernetes.io/behavior";

    private AutoscalerConversion() {}

    static ObjectNode toV2(ObjectNode autoscaler) {
        autoscaler.put("apiVersion", "autoscaling/v2");
        if (autoscaler.get("spec") instanceof ObjectNode spec) {
            var target = spec.remove("targetCPUUtilizationPercentage");
            if (target != null) {
                var metric = Json.object().put("type", "Resource");
                var resource = metric.putObject("resource").put("name", "cpu");
                resource.putObject("target").put("type", "Utilization").set("averageUtilization", target);
                spec.putArray("metrics").add(metric);
            }
            taken(autoscaler, METRICS, spec, "metrics");
            taken(autoscaler, BEHAVIOR, spec, "behavior");
        }
        if (autoscaler.get("status") instanceof ObjectNode status) {
            var current = status.remove("currentCPUUtilizationPercentage");
            if (current != null) {
                var metric = Json.object().put("type", "Resource");
                var resource = metric.putObject("resource").put("name", "cpu");
                resource.putObject("current").set("averageUtilization", current);
                status.putArray("currentMetrics").add(metric);
            }
            taken(autoscaler, CURRENT_METRICS, status, "currentMetrics");
            taken(autoscaler, CONDITIONS, status, "conditions");
        }
        return autoscaler;
    }

    static ObjectNode toV1(ObjectNode autoscaler) {
        autoscaler.put("apiVersion", "autoscaling/v1");
        if (autoscaler.get("spec") instanceof ObjectNode spec) {
            var others = Json.array();
            for (var metric : spec.path("metrics")) {
                var resource = metric.path("resource");
                var utilization = resource.path("target").get("averageUtilization");
                if (resource.path("name").asString("").equals("cpu") && utilization != null)
                    spec.set("targetCPUUtilizationPercentage", utilization);
                else others.add(metric);
            }
            spec.remove("metrics");
            if (!others.isEmpty()) annotate(autoscaler, METRICS, Json.text(others));
            var behavior = spec.remove("behavior");
            if (behavior != null) annotate(autoscaler, BEHAVIOR, Json.text(behavior));
        }
        if (autoscaler.get("status") instanceof ObjectNode status) {
            var others = Json.array();
            for (var metric : status.path("currentMetrics")) {
                var resource = metric.path("resource");
                var utilization = resource.path("current").get("averageUtilization");
                if (resource.path("name").asString("").equals("cpu") && utilization != null)
                    status.set("currentCPUUtilizationPercentage", utilization);
                else others.add(metric);
            }
            status.remove("currentMetrics");
            if (!others.isEmpty()) annotate(autoscaler, CURRENT_METRICS, Json.text(others));
            var conditions = status.remove("conditions");
            if (conditions != null && !conditions.isEmpty()) annotate(autoscaler, CONDITIONS, Json.text(conditions));
        }
        return autoscaler;
    }

    private static void annotate(ObjectNode autoscaler, String annotation, String value) {
        autoscaler.withObject("metadata").withObject("annotations").put(annotation, value);
    }

    private static void taken(ObjectNode autoscaler, String annotation, ObjectNode into, String field) {
        if (!(autoscaler.path("metadata").get("annotations") instanceof ObjectNode annotations)) return;
        var value = annotations.remove(annotation);
        if (annotations.isEmpty()) autoscaler.withObject("metadata").remove("annotations");
        if (value == null) return;
        var parsed = Json.read(value.asString(""));
        if (parsed.isArray()) parsed.forEach(into.withArray(field)::add);
        else into.set(field, parsed);
    }
}
