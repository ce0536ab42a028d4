package dev.navarch.resources.workload;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class StatefulSetColumns implements TableColumns {
    private static final List<Column> COLUMNS = List.of(
            Cells.NAME,
            Cells.text("Ready", "How many of the wanted pods are ready."),
            Cells.AGE,
            WorkloadCells.CONTAINERS,
            WorkloadCells.IMAGES);

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode statefulSet, Instant now) {
        var spec = statefulSet.path("spec");
        var ready = WorkloadCells.count(statefulSet.path("status"), "readyReplicas");
        return Cells.row(
                Cells.name(statefulSet),
                ready + "/" + WorkloadCells.count(spec, "replicas"),
                Cells.age(statefulSet, now),
                Cells.containers(spec.path("template").path("spec")),
                Cells.images(spec.path("template").path("spec")));
    }
}
