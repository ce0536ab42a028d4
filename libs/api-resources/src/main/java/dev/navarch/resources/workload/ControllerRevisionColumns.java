package dev.navarch.resources.workload;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class ControllerRevisionColumns implements TableColumns {
    private static final List<Column> COLUMNS = List.of(
            Cells.NAME,
            Cells.text("Controller", "The workload whose state this is."),
            Cells.text("Revision", "The later, the higher."),
            Cells.AGE);

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode revision, Instant now) {
        return Cells.row(
                Cells.name(revision),
                controller(revision),
                revision.path("revision").asLong(0),
                Cells.age(revision, now));
    }

    private static String controller(ObjectNode revision) {
        for (var owner : revision.path("metadata").path("ownerReferences")) {
            if (!owner.path("controller").asBoolean(false)) continue;
            var apiVersion = owner.path("apiVersion").asString("");
            var group = apiVersion.contains("/") ? "." + apiVersion.substring(0, apiVersion.indexOf('/')) : "";
            return owner.path("kind").asString("").toLowerCase(Locale.ROOT) + group + "/"
                    + owner.path("name").asString("");
        }
        return Cells.NONE;
    }
}
