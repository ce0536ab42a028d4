package dev.navarch.machinery.openapi;

import dev.navarch.machinery.schema.SchemaCatalog;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Definitions with their prose, and all that they refer to. */
final class DescribedSchemas {
    static final String PREFIX = "#/components/schemas/";

    private final SchemaCatalog schemas;
    private final Descriptions descriptions;

    DescribedSchemas(SchemaCatalog schemas, Descriptions descriptions) {
        this.schemas = schemas;
        this.descriptions = descriptions;
    }

    boolean has(String definition) {
        return schemas.definitions().contains(definition);
    }

    /** Copies, as OpenAPI v3 states them. */
    Map<String, ObjectNode> reachableFrom(Collection<String> definitions) {
        var found = new TreeMap<String, ObjectNode>();
        var open = new ArrayDeque<>(definitions);
        while (!open.isEmpty()) {
            var name = open.remove();
            if (found.containsKey(name) || !has(name)) continue;
            var schema = described(name);
            found.put(name, schema);
            references(schema, open::add);
        }
        return found;
    }

    private ObjectNode described(String name) {
        var schema = schemas.document(name);
        describe(schema, descriptions.find(name, null));
        schema.path("properties")
                .forEachEntry((field, property) -> describe((ObjectNode) property, descriptions.find(name, field)));
        return schema;
    }

    private static void describe(ObjectNode schema, @Nullable String text) {
        if (text != null) schema.put("description", text);
    }

    private static void references(JsonNode node, Consumer<String> found) {
        var reference = node.path("$ref").asString("");
        if (reference.startsWith(PREFIX)) found.accept(reference.substring(PREFIX.length()));
        node.forEach(child -> references(child, found));
    }
}
