package dev.navarch.resources.workload;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.SelectorText;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class DaemonSetColumns implements TableColumns {
    private static final List<Column> COLUMNS = List.of(
            Cells.NAME,
            WorkloadCells.DESIRED,
            WorkloadCells.CURRENT,
            WorkloadCells.READY,
            Cells.number("Up-to-date", "How many pods are made of the newest template."),
            Cells.number("Available", "How many pods have been ready for long enough."),
            Cells.text("Node Selector", "Which nodes get a pod."),
            Cells.AGE,
            WorkloadCells.CONTAINERS,
            WorkloadCells.IMAGES,
            WorkloadCells.SELECTOR);

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode daemonSet, Instant now) {
        var spec = daemonSet.path("spec");
        var pod = spec.path("template").path("spec");
        var status = daemonSet.path("status");
        return Cells.row(
                Cells.name(daemonSet),
                WorkloadCells.count(status, "desiredNumberScheduled"),
                WorkloadCells.count(status, "currentNumberScheduled"),
                WorkloadCells.count(status, "numberReady"),
                WorkloadCells.count(status, "updatedNumberScheduled"),
                WorkloadCells.count(status, "numberAvailable"),
                Cells.labels(pod.path("nodeSelector")),
                Cells.age(daemonSet, now),
                Cells.containers(pod),
                Cells.images(pod),
                SelectorText.shown(spec.path("selector")));
    }
}
