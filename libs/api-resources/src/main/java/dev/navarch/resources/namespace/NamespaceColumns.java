package dev.navarch.resources.namespace;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.tree.Tree;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class NamespaceColumns implements TableColumns {
    private static final List<Column> COLUMNS =
            List.of(Cells.NAME, Cells.text("Status", "Whether it is in use or on its way out."), Cells.AGE);

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode namespace, Instant now) {
        return Cells.row(
                Cells.name(namespace), Tree.text(namespace.path("status"), "phase"), Cells.age(namespace, now));
    }
}
