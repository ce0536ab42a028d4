package dev.navarch.apiserver.table;

import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.status.StatusException;
import dev.navarch.resources.TableColumns;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes meta.k8s.io Tables and PartialObjectMetadata of objects. */
public final class Tables {
    private static final String TEMPLATE_GENERATION = "deprecated.daemonset.template.generation";

    private final Clock clock;

    public Tables(Clock clock) {
        this.clock = clock;
    }

    /** What of its object a row carries. */
    public enum RowObject {
        NONE,
        METADATA,
        OBJECT;

        /** By the query parameter {@code includeObject}. */
        public static RowObject of(String parameter) {
            return switch (parameter) {
                case "None" -> NONE;
                case "", "Metadata" -> METADATA;
                case "Object" -> OBJECT;
                default ->
                    throw StatusException.badRequest(
                            "Unable to convert to Table as requested: includeObject: Invalid value: \"" + parameter
                                    + "\": must be 'Metadata', 'Object', 'None', or empty");
            };
        }
    }

    /**
     * @param metadata of the list, or of the one object, as far as a Table carries it
     * @param withColumns false in all but the first event of a watch
     */
    public ObjectNode table(
            TableColumns columns,
            List<ObjectNode> objects,
            ObjectNode metadata,
            RowObject rowObject,
            String version,
            boolean withColumns) {
        var table = Json.object();
        table.put("kind", "Table").put("apiVersion", "meta.k8s.io/" + version);
        table.set("metadata", metadata);
        if (withColumns) definitions(columns, table);
        else table.putNull("columnDefinitions");
        var rows = table.putArray("rows");
        for (var object : objects) {
            var row = rows.addObject();
            var cells = row.putArray("cells");
            columns.cells(object, clock.instant()).forEach(cells::add);
            var conditions = columns.rowConditions(object);
            if (!conditions.isEmpty()) conditions.forEach(row.withArray("conditions")::add);
            switch (rowObject) {
                case NONE -> row.putNull("object");
                case METADATA -> row.set("object", metadataOnly(object, version));
                case OBJECT -> row.set("object", object);
            }
        }
        return table;
    }

    public static ObjectNode metadataOnly(ObjectNode object, String version) {
        var partial = Json.object();
        partial.put("kind", "PartialObjectMetadata").put("apiVersion", "meta.k8s.io/" + version);
        partial.set("metadata", metadata(object));
        return partial;
    }

    /** Upstream writes this annotation only into whole DaemonSets: it stands for a field that only the API's v1 lacks. */
    private static JsonNode metadata(ObjectNode object) {
        var metadata = object.path("metadata");
        if (!metadata.path("annotations").has(TEMPLATE_GENERATION)) return metadata;
        var without = (ObjectNode) metadata.deepCopy();
        var annotations = without.withObject("annotations");
        annotations.remove(TEMPLATE_GENERATION);
        if (annotations.isEmpty()) without.remove("annotations");
        return without;
    }

    private static void definitions(TableColumns columns, ObjectNode table) {
        var definitions = table.putArray("columnDefinitions");
        for (var column : columns.columns())
            definitions
                    .addObject()
                    .put("name", column.name())
                    .put("type", column.type())
                    .put("format", column.format())
                    .put("description", column.description())
                    .put("priority", column.priority());
    }
}
