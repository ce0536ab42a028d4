package dev.navarch.resources.configuration;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class ConfigMapColumns implements TableColumns {
    private static final List<Column> COLUMNS =
            List.of(Cells.NAME, Cells.text("Data", "How many entries it has."), Cells.AGE);

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode configMap, Instant now) {
        var entries =
                configMap.path("data").size() + configMap.path("binaryData").size();
        return Cells.row(Cells.name(configMap), entries, Cells.age(configMap, now));
    }
}
