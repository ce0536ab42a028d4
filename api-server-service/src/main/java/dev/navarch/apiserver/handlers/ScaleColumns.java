package dev.navarch.apiserver.handlers;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.machinery.time.HumanDuration;
import dev.navarch.resources.TableColumns;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.IntNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** How a Scale is shown. */
final class ScaleColumns implements TableColumns {
    private static final List<Column> COLUMNS = List.of(
            new Column("Name", "string", "", "Name of the scaled object", 0),
            new Column("Desired", "integer", "", "Replicas wanted", 0),
            new Column("Available", "integer", "", "Replicas there are", 0),
            new Column("Age", "string", "", "Time since creation", 0));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode scale, Instant now) {
        var metadata = ObjectMeta.of(scale);
        var created = metadata.creationTimestamp();
        return List.of(
                new StringNode(metadata.name()),
                new IntNode(scale.path("spec").path("replicas").asInt(0)),
                new IntNode(scale.path("status").path("replicas").asInt(0)),
                new StringNode(created == null ? "<unknown>" : HumanDuration.since(created, now)));
    }
}
