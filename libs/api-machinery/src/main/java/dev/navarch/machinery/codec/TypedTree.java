package dev.navarch.machinery.codec;

import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.machinery.quantity.QuantityException;
import dev.navarch.machinery.schema.ListType;
import dev.navarch.machinery.schema.ListType.Merging;
import dev.navarch.machinery.schema.MapType;
import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.machinery.schema.Property;
import dev.navarch.machinery.schema.ScalarType;
import dev.navarch.machinery.schema.SchemaType;
import dev.navarch.machinery.schema.UnionType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes of any tree what upstream's types would make of it if it were read into them and written again: unknown fields are
 * dropped (and named), types checked, quantities, times and base64 brought into one form, nulls and empty optional fields gone,
 * and fields there that are always written. Fields come out in the schema's order.
 *
 * <p>A wrong type does not end the walk: the first one found is reported, unless a value that reads itself (a quantity, a time)
 * fails, which ends the walk at once. That is Go's order of errors.
 */
final class TypedTree {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final TypeDialect dialect;
    private final TypePath path;
    private final List<String> unknown = new ArrayList<>();
    private @Nullable String firstError;

    private TypedTree(ObjectType type, TypeDialect dialect) {
        this.path = new TypePath(type);
        this.dialect = dialect;
    }

    /** @param unknownFields paths of fields that the schema does not know */
    record Result(ObjectNode object, List<String> unknownFields) {}

    /** @throws BodyException when a value has the wrong type */
    static Result of(JsonNode tree, ObjectType type, TypeDialect dialect) {
        var walk = new TypedTree(type, dialect);
        var object = tree.isNull() ? Json.object() : walk.value(tree, type);
        if (walk.firstError != null) throw new BodyException(walk.firstError);
        return new Result((ObjectNode) object, walk.unknown);
    }

    private JsonNode value(JsonNode node, SchemaType type) {
        return switch (type) {
            case ObjectType object -> node instanceof ObjectNode tree ? object(tree, object) : mismatch(node);
            case ListType list -> node.isArray() ? list(node, list) : mismatch(node);
            case MapType map -> node.isObject() ? map(node, map) : mismatch(node);
            case UnionType union -> union(node, union);
            case ScalarType scalar -> scalar(node, scalar);
        };
    }

    private JsonNode union(JsonNode node, UnionType type) {
        if (node instanceof ObjectNode tree) return object(tree, type.object());
        return switch (type.alternative()) {
            case BOOLEAN -> {
                if (!node.isBoolean()) throw new BodyException("boolean or JSON schema expected");
                yield node;
            }
            case OBJECTS -> node.isArray() ? list(node, new ListType(type.object(), Merging.ATOMIC, List.of())) : node;
            case STRINGS ->
                node.isArray() ? list(node, new ListType(ScalarType.STRING, Merging.ATOMIC, List.of())) : node;
        };
    }

    private ObjectNode object(ObjectNode tree, ObjectType type) {
        var object = Json.object();
        var known = 0;
        for (var property : type.properties()) {
            var node = tree.get(property.name());
            if (node != null) known++;
            path.enter(type, property);
            put(object, property, node == null || node.isNull() ? null : value(node, property.type()));
            path.leave();
        }
        if (known < tree.size()) unknownFields(tree, object, type);
        return object;
    }

    private void unknownFields(ObjectNode tree, ObjectNode object, ObjectType type) {
        tree.forEachEntry((name, node) -> {
            if (type.find(name) != null) return;
            if (type.preservesUnknown()) object.set(name, node);
            else unknown.add(path.field(name));
        });
    }

    private void put(ObjectNode object, Property property, @Nullable JsonNode value) {
        switch (property.absence()) {
            case POINTER -> {
                if (value != null) object.set(property.name(), value);
            }
            case OMITTED -> {
                if (value != null && !isEmpty(value)) object.set(property.name(), value);
            }
            case ZERO -> object.set(property.name(), value != null ? value : zero(property.type()));
            // An empty list does not survive upstream's storage: it is read back as null.
            case NULL ->
                object.set(
                        property.name(),
                        value == null || (value.isArray() && value.isEmpty()) ? NODES.nullNode() : value);
        }
    }

    private static boolean isEmpty(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> value.asString().isEmpty();
            case NUMBER -> value.asDouble() == 0;
            case BOOLEAN -> !value.asBoolean();
            case ARRAY, OBJECT -> value.isEmpty();
            default -> false;
        };
    }

    private JsonNode zero(SchemaType type) {
        return switch (type) {
            case ObjectType object -> object(Json.object(), object);
            case ListType _, MapType _, UnionType _ -> NODES.nullNode();
            case ScalarType scalar ->
                switch (scalar) {
                    case STRING -> NODES.stringNode("");
                    case QUANTITY -> NODES.stringNode("0");
                    case INT32, INT64, DOUBLE, INT_OR_STRING -> NODES.numberNode(0);
                    case BOOLEAN -> NODES.booleanNode(false);
                    case BYTES, TIME, MICRO_TIME, RAW_OBJECT, ANY -> NODES.nullNode();
                };
        };
    }

    private JsonNode list(JsonNode node, ListType type) {
        var list = Json.array();
        for (var item : node) {
            path.enter(list.size());
            list.add(item.isNull() ? zero(type.element()) : value(item, type.element()));
            path.leave();
        }
        return list;
    }

    private JsonNode map(JsonNode node, MapType type) {
        var map = Json.object();
        node.forEachEntry((key, item) -> {
            path.enter(key);
            map.set(key, item.isNull() ? zero(type.value()) : value(item, type.value()));
            path.leave();
        });
        return map;
    }

    private JsonNode scalar(JsonNode node, ScalarType type) {
        return switch (type) {
            case STRING -> node.isString() ? node : mismatch(node);
            case BOOLEAN -> node.isBoolean() ? node : mismatch(node);
            case DOUBLE -> node.isNumber() ? node : mismatch(node);
            case INT32 -> integer(node, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case INT64 -> integer(node, Long.MIN_VALUE, Long.MAX_VALUE);
            case BYTES -> node.isString() ? base64(node.asString()) : mismatch(node);
            case INT_OR_STRING -> intOrString(node);
            case QUANTITY -> quantity(node);
            case TIME -> time(node, GoTime.SECONDS);
            case MICRO_TIME -> time(node, GoTime.MICROS);
            case RAW_OBJECT, ANY -> node;
        };
    }

    private JsonNode integer(JsonNode node, long least, long most) {
        if (!node.isNumber()) return mismatch(node);
        var whole = node.isIntegralNumber() || (dialect == TypeDialect.TREE && isWhole(node.asDouble()));
        if (!whole || !node.canConvertToLong() || node.asLong() < least || node.asLong() > most)
            return mismatch("number " + node, node);
        return Json.integer(node.asLong());
    }

    private static boolean isWhole(double value) {
        return value == Math.rint(value);
    }

    private JsonNode intOrString(JsonNode node) {
        if (node.isString()) return node;
        if (node.isIntegralNumber() && node.canConvertToInt()) return Json.integer(node.asLong());
        throw new BodyException(TypeDialect.JSON.mismatch(path, found(node), "int32"));
    }

    private static JsonNode base64(String text) {
        return NODES.stringNode(GoBase64.canonical(text));
    }

    private static JsonNode quantity(JsonNode node) {
        try {
            return NODES.stringNode(
                    Quantity.parse(node.isString() ? node.asString().strip() : node.toString())
                            .toString());
        } catch (QuantityException wrong) {
            throw new BodyException(wrong.getMessage());
        }
    }

    private JsonNode time(JsonNode node, GoTime form) {
        if (!node.isString()) throw new BodyException(TypeDialect.JSON.mismatch(path, found(node), "string"));
        return NODES.stringNode(form.canonical(node.asString()));
    }

    private JsonNode mismatch(JsonNode node) {
        return mismatch(found(node), node);
    }

    /** Keeps the first error and answers what keeps the walk going. */
    private JsonNode mismatch(String found, JsonNode node) {
        if (firstError == null) firstError = dialect.mismatch(path, found, path.goType());
        return node;
    }

    private static String found(JsonNode node) {
        return switch (node.getNodeType()) {
            case STRING -> "string";
            case NUMBER -> "number";
            case BOOLEAN -> "bool";
            case ARRAY -> "array";
            default -> "object";
        };
    }
}
