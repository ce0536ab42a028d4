package dev.navarch.resources.pod;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class PodTemplateColumns implements TableColumns {
    private static final List<Column> COLUMNS = List.of(
            Cells.NAME,
            Cells.text("Containers", "The containers of a pod made of it."),
            Cells.text("Images", "Their images."),
            Cells.text("Pod Labels", "The labels of a pod made of it."));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode object, Instant now) {
        var template = object.path("template");
        return Cells.row(
                Cells.name(object),
                Cells.containers(template.path("spec")),
                Cells.images(template.path("spec")),
                Cells.labels(template.path("metadata").path("labels")));
    }
}
