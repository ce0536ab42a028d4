package dev.navarch.resources.node;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.tree.Tree;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class ComponentStatusColumns implements TableColumns {
    private static final List<Column> COLUMNS = List.of(
            Cells.NAME,
            Cells.text("Status", "Whether the component is healthy."),
            Cells.text("Message", "What it says of itself."),
            Cells.text("Error", "What is wrong with it."));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode component, Instant now) {
        for (var condition : component.path("conditions"))
            if (Tree.text(condition, "type").equals("Healthy"))
                return Cells.row(
                        Cells.name(component),
                        Tree.text(condition, "status").equals("True") ? "Healthy" : "Unhealthy",
                        Tree.text(condition, "message"),
                        Tree.text(condition, "error"));
        return Cells.row(Cells.name(component), "Unknown", "", "");
    }
}
