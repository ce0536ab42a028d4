package dev.navarch.resources.form;

import dev.navarch.resources.TableColumns;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What kinds without columns of their own show: the name, and when it was created (a time, not an age). */
public final class NameAndCreationColumns implements TableColumns {
    private static final List<Column> COLUMNS = List.of(
            new Column("Name", "string", "name", "Name must be unique within a namespace.", 0),
            new Column("Created At", "date", "", "When this object was created, as the server saw it.", 0));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode object, Instant now) {
        var metadata = object.path("metadata");
        return List.of(
                JsonNodeFactory.instance.stringNode(metadata.path("name").asString("")),
                JsonNodeFactory.instance.stringNode(
                        metadata.path("creationTimestamp").asString("")));
    }
}
