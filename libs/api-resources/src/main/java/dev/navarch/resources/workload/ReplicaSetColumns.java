package dev.navarch.resources.workload;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.SelectorText;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Of replica sets, and of the replication controllers they came after. */
final class ReplicaSetColumns implements TableColumns {
    private static final List<Column> COLUMNS = List.of(
            Cells.NAME,
            WorkloadCells.DESIRED,
            WorkloadCells.CURRENT,
            WorkloadCells.READY,
            Cells.AGE,
            WorkloadCells.CONTAINERS,
            WorkloadCells.IMAGES,
            WorkloadCells.SELECTOR);

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode object, Instant now) {
        var spec = object.path("spec");
        var status = object.path("status");
        var selector = spec.path("selector");
        var plain = object.path("kind").asString("").equals("ReplicationController");
        return Cells.row(
                Cells.name(object),
                WorkloadCells.count(spec, "replicas"),
                WorkloadCells.count(status, "replicas"),
                WorkloadCells.count(status, "readyReplicas"),
                Cells.age(object, now),
                Cells.containers(spec.path("template").path("spec")),
                Cells.images(spec.path("template").path("spec")),
                plain ? Cells.labels(selector) : SelectorText.of(selector));
    }
}
