package dev.navarch.resources.pod;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class PodColumns implements TableColumns {
    private static final List<Column> COLUMNS = List.of(
            Cells.NAME,
            Cells.text("Ready", "How many of the pod's containers are ready."),
            Cells.text("Status", "What the pod is doing, in one word."),
            Cells.text("Restarts", "How often containers were restarted, and when the last one was."),
            Cells.AGE,
            Cells.wideText("IP", "The pod's first address."),
            Cells.wideText("Node", "The node the pod runs on."),
            Cells.wideText("Nominated Node", "The node that room is being made on for the pod."),
            Cells.wideText("Readiness Gates", "How many of the pod's own conditions hold."));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode pod, Instant now) {
        var spec = pod.path("spec");
        var status = pod.path("status");
        var summary = PodSummary.of(pod, now);
        return Cells.row(
                Cells.name(pod),
                summary.ready() + "/" + summary.total(),
                summary.status(),
                summary.restarts(),
                Cells.age(pod, now),
                Cells.or(status.path("podIPs").path(0).path("ip"), Cells.or(status.path("podIP"), Cells.NONE)),
                Cells.or(spec.path("nodeName"), Cells.NONE),
                Cells.or(status.path("nominatedNodeName"), Cells.NONE),
                gates(spec, status));
    }

    @Override
    public List<ObjectNode> rowConditions(ObjectNode pod) {
        return switch (pod.path("status").path("phase").asString("")) {
            case "Succeeded" -> List.of(completed("Succeeded", "The pod has completed successfully."));
            case "Failed" -> List.of(completed("Failed", "The pod failed."));
            default -> List.of();
        };
    }

    private static ObjectNode completed(String reason, String message) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("type", "Completed")
                .put("status", "True")
                .put("reason", reason)
                .put("message", message);
    }

    private static String gates(JsonNode spec, JsonNode status) {
        var gates = spec.path("readinessGates");
        if (gates.isEmpty()) return Cells.NONE;
        var met = 0;
        for (var gate : gates) if (holds(status, gate.path("conditionType").asString(""))) met++;
        return met + "/" + gates.size();
    }

    private static boolean holds(JsonNode status, String type) {
        for (var condition : status.path("conditions"))
            if (condition.path("type").asString("").equals(type))
                return condition.path("status").asString("").equals("True");
        return false;
    }
}
