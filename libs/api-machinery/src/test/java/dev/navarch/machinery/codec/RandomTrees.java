package dev.navarch.machinery.codec;

import dev.navarch.machinery.schema.ListType;
import dev.navarch.machinery.schema.MapType;
import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.machinery.schema.ScalarType;
import dev.navarch.machinery.schema.SchemaType;
import dev.navarch.machinery.schema.UnionType;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Objects with every field filled, down to a depth where only scalars are. */
public final class RandomTrees {
    private static final int MAX_DEPTH = 6;

    private final RandomGenerator random;

    public RandomTrees(RandomGenerator random) {
        this.random = random;
    }

    public ObjectNode object(ObjectType type) {
        return object(type, 0);
    }

    private ObjectNode object(ObjectType type, int depth) {
        var object = Json.object();
        for (var property : type.properties()) {
            if (!hasMessageField(type, property.name())) continue;
            var leaf = property.type() instanceof ScalarType;
            if (leaf || (depth < MAX_DEPTH && random.nextInt(2 + depth) < 2))
                object.set(property.name(), value(property.type(), depth + 1));
        }
        return object;
    }

    /** An item of a list has no apiVersion and kind in its message. */
    private static boolean hasMessageField(ObjectType type, String name) {
        if (!name.equals("apiVersion") && !name.equals("kind")) return true;
        var layout = MessageLayouts.builtIn().find(type.name());
        return layout != null
                && layout.slots().stream()
                        .anyMatch(slot -> slot instanceof MessageLayouts.Slot.Field field
                                && field.name().equals(name));
    }

    private JsonNode value(SchemaType type, int depth) {
        var nodes = JsonNodeFactory.instance;
        return switch (type) {
            case ObjectType object -> object(object, depth);
            case UnionType union -> object(union.object(), MAX_DEPTH);
            case ListType list ->
                Json.array().add(value(list.element(), depth + 1)).add(value(list.element(), depth + 1));
            case MapType map -> Json.object().set("key-" + random.nextInt(100), value(map.value(), depth + 1));
            case ScalarType scalar ->
                switch (scalar) {
                    case STRING -> nodes.stringNode("text-" + random.nextInt());
                    case INT32 -> Json.integer(random.nextInt());
                    case INT64 -> Json.integer(random.nextLong());
                    case BOOLEAN -> nodes.booleanNode(true);
                    case DOUBLE -> nodes.numberNode(random.nextDouble());
                    case BYTES -> nodes.stringNode("aGVsbG8=");
                    case INT_OR_STRING ->
                        random.nextBoolean() ? nodes.stringNode("25%") : Json.integer(random.nextInt(9));
                    case QUANTITY -> nodes.stringNode(1 + random.nextInt(7) + "Gi");
                    case TIME -> nodes.stringNode("2026-01-02T03:04:05Z");
                    case MICRO_TIME -> nodes.stringNode("2026-01-02T03:04:05.000678Z");
                    case RAW_OBJECT, ANY -> Json.object().put("a", random.nextInt());
                };
        };
    }
}
