package dev.navarch.resources.configuration;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.tree.Tree;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class SecretColumns implements TableColumns {
    private static final List<Column> COLUMNS = List.of(
            Cells.NAME,
            Cells.text("Type", "What it is for."),
            Cells.text("Data", "How many entries it has."),
            Cells.AGE);

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode secret, Instant now) {
        return Cells.row(
                Cells.name(secret),
                Tree.text(secret, "type"),
                secret.path("data").size(),
                Cells.age(secret, now));
    }
}
