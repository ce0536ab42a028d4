package dev.navarch.resources;

import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How {@code kubectl get} shows a kind. */
public interface TableColumns {
    List<Column> columns();

    /** One cell a column, in the same order. */
    List<JsonNode> cells(ObjectNode object, Instant now);

    /** The row's {@code conditions}, such as Completed of a finished pod; mostly empty. */
    default List<ObjectNode> rowConditions(ObjectNode object) {
        return List.of();
    }

    record Column(String name, String type, String format, String description, int priority) {}
}
