package dev.navarch.resources.autoscaling;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.tree.Tree;
import java.util.ArrayList;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class AutoscalerColumns {
    static final TableColumns COLUMNS = ColumnForm.named()
            .text("Reference", "What it scales.", of -> {
                var target = of.path("spec").path("scaleTargetRef");
                return Tree.text(target, "kind") + "/" + Tree.text(target, "name");
            })
            .text("Targets", "What it measures and where that should be.", AutoscalerColumns::targets)
            .text("MinPods", "How far down it goes.", of -> {
                var least = of.path("spec").path("minReplicas");
                return least.isNumber() ? Long.toString(least.asLong()) : Cells.UNSET;
            })
            .text(
                    "MaxPods",
                    "How far up it goes.",
                    of -> of.path("spec").path("maxReplicas").asLong(0))
            .text(
                    "Replicas",
                    "How many there are.",
                    of -> of.path("status").path("currentReplicas").asLong(0))
            .age()
            .columns();

    private AutoscalerColumns() {}

    private static String targets(ObjectNode autoscaler) {
        var spec = autoscaler.path("spec");
        var status = autoscaler.path("status");
        if (spec.has("targetCPUUtilizationPercentage"))
            return "cpu: " + percent(status.path("currentCPUUtilizationPercentage")) + "/"
                    + spec.path("targetCPUUtilizationPercentage").asLong(0) + "%";
        var texts = new ArrayList<String>();
        var metrics = spec.path("metrics");
        for (int at = 0; at < metrics.size(); at++)
            texts.add(metric(metrics.get(at), status.path("currentMetrics").path(at)));
        return texts.isEmpty() ? Cells.NONE : Cells.few(texts, ", ", 2);
    }

    private static String metric(JsonNode metric, JsonNode status) {
        var kind = Tree.text(metric, "type");
        var field = kind.isEmpty() ? "" : kind.substring(0, 1).toLowerCase(Locale.ROOT) + kind.substring(1);
        var target = metric.path(field).path("target");
        var current = status.path(field).path("current");
        var resource = kind.equals("Resource") || kind.equals("ContainerResource");
        var text = shown(target, current, resource);
        return resource ? Tree.text(metric.path(field), "name") + ": " + text : text;
    }

    private static String shown(JsonNode target, JsonNode current, boolean resource) {
        if (target.has("averageValue")) {
            var suffix = resource ? "" : " (avg)";
            return Cells.or(current.path("averageValue"), Cells.UNKNOWN) + "/" + Tree.text(target, "averageValue")
                    + suffix;
        }
        if (resource)
            return percent(current.path("averageUtilization")) + "/"
                    + (target.has("averageUtilization")
                            ? target.path("averageUtilization").asLong(0) + "%"
                            : "<auto>");
        return Cells.or(current.path("value"), Cells.UNKNOWN) + "/" + Tree.text(target, "value");
    }

    private static String percent(JsonNode number) {
        return number.isNumber() ? number.asLong() + "%" : Cells.UNKNOWN;
    }
}
