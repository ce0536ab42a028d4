package dev.navarch.resources.workload;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.SelectorText;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class DeploymentColumns implements TableColumns {
    private static final List<Column> COLUMNS = List.of(
            Cells.NAME,
            Cells.text("Ready", "How many of the wanted pods are ready."),
            Cells.text("Up-to-date", "How many pods are made of the newest template."),
            Cells.text("Available", "How many pods have been ready for long enough."),
            Cells.AGE,
            WorkloadCells.CONTAINERS,
            WorkloadCells.IMAGES,
            WorkloadCells.SELECTOR);

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode deployment, Instant now) {
        var spec = deployment.path("spec");
        var status = deployment.path("status");
        return Cells.row(
                Cells.name(deployment),
                status.path("readyReplicas").asLong(0) + "/"
                        + spec.path("replicas").asLong(0),
                WorkloadCells.count(status, "updatedReplicas"),
                WorkloadCells.count(status, "availableReplicas"),
                Cells.age(deployment, now),
                Cells.containers(spec.path("template").path("spec")),
                Cells.images(spec.path("template").path("spec")),
                SelectorText.of(spec.path("selector")));
    }
}
