package dev.navarch.machinery.patch;

import dev.navarch.machinery.schema.ListType;
import dev.navarch.machinery.schema.MapType;
import dev.navarch.machinery.schema.ObjectType;
import dev.navarch.machinery.schema.Property;
import dev.navarch.machinery.schema.Property.PatchStrategy;
import dev.navarch.machinery.schema.SchemaType;
import java.util.ArrayList;
import java.util.HashSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Merges as the schema says: objects field by field, lists whole unless they have a merge strategy, and what the directives in
 * the patch ask for. Works on copies: neither the object nor the patch is changed.
 *
 * <ul>
 *   <li>{@code $patch: replace | delete} in an object: take the rest as it is, or empty it; in a list with a merge key: the list
 *       is what stands beside it, or the item with this key goes
 *   <li>{@code $retainKeys}: fields of the object that are not listed go
 *   <li>{@code $deleteFromPrimitiveList/x}: values that leave list x
 *   <li>{@code $setElementOrder/x}: the order of list x; items that only the server has stay near their old neighbours
 * </ul>
 */
public final class StrategicMergePatch {
    static final String PATCH = "$patch";
    static final String RETAIN_KEYS = "$retainKeys";
    static final String DELETE_PREFIX = "$deleteFromPrimitiveList";
    static final String ORDER_PREFIX = "$setElementOrder";

    private StrategicMergePatch() {}

    /** What the schema says of a field when two values of it meet. */
    record Meeting(
            @Nullable SchemaType type,
            PatchStrategy strategy,
            @Nullable String mergeKey) {
        private static final Meeting UNKNOWN = new Meeting(null, PatchStrategy.NONE, null);

        static Meeting of(@Nullable SchemaType owner, String field) {
            if (owner instanceof MapType map) return new Meeting(map.value(), PatchStrategy.NONE, null);
            var property = owner instanceof ObjectType object ? object.find(field) : null;
            return property == null ? UNKNOWN : of(property);
        }

        private static Meeting of(Property property) {
            return new Meeting(property.type(), property.patchStrategy(), property.mergeKey());
        }

        @Nullable
        SchemaType element() {
            return type instanceof ListType list ? list.element() : null;
        }
    }

    static ObjectNode apply(ObjectNode patch, ObjectNode original, ObjectType type) {
        return mergeObject(original.deepCopy(), patch.deepCopy(), type);
    }

    static ObjectNode mergeObject(ObjectNode original, ObjectNode patch, @Nullable SchemaType type) {
        if (patch.has(PATCH)) return directed(patch);
        retainKeys(original, patch);
        mergeOrderedLists(original, patch, type);
        for (var field : new ArrayList<>(patch.propertyNames())) mergeField(original, field, patch.get(field), type);
        return original;
    }

    private static ObjectNode directed(ObjectNode patch) {
        var directive = patch.get(PATCH).asString("");
        if (directive.equals("delete")) return patch.objectNode();
        if (!directive.equals("replace"))
            throw PatchException.unexpected(
                    "unknown patch type: " + GoPrint.of(patch.get(PATCH)) + " in map: " + GoPrint.of(patch));
        patch.remove(PATCH);
        return patch;
    }

    private static void retainKeys(ObjectNode original, ObjectNode patch) {
        var keys = patch.remove(RETAIN_KEYS);
        if (keys == null) return;
        if (!keys.isArray()) throw PatchException.malformed("invalid patch format of retainKeys");
        var retained = new HashSet<String>();
        keys.forEach(key -> retained.add(key.asString("")));
        patch.forEachEntry((field, value) -> {
            var isDirective = field.startsWith(DELETE_PREFIX) || field.startsWith(ORDER_PREFIX);
            if (!value.isNull() && !isDirective && !retained.contains(field))
                throw PatchException.malformed("invalid patch format of retainKeys");
        });
        original.retain(retained);
    }

    /** Merges each list for which the patch gives an order, and takes both out of the patch. */
    private static void mergeOrderedLists(ObjectNode original, ObjectNode patch, @Nullable SchemaType type) {
        for (var directive : new ArrayList<>(patch.propertyNames())) {
            if (!directive.startsWith(ORDER_PREFIX)) continue;
            var field = afterSlash(directive, "invalid patch format of setElementOrder list");
            var order = list(patch.remove(directive));
            var changes = patch.remove(field);
            var current = original.get(field);
            var merged = ElementOrder.merge(current, changes, order, Meeting.of(type, field));
            if (merged != null) original.set(field, merged);
        }
    }

    private static ArrayNode list(@Nullable JsonNode order) {
        if (order instanceof ArrayNode array) return array;
        throw PatchException.malformed("invalid patch format of setElementOrder list");
    }

    private static void mergeField(ObjectNode original, String name, JsonNode value, @Nullable SchemaType type) {
        var isDeletion = name.startsWith(DELETE_PREFIX);
        var field = isDeletion ? afterSlash(name, "invalid patch format of primitive list") : name;
        var current = original.get(field);
        if (value.isNull()) original.remove(field);
        else if (current == null || current.getNodeType() != value.getNodeType()) {
            if (!isDeletion) setWithoutDirectives(original, field, value);
        } else original.set(field, merge(current, value, Meeting.of(type, field), isDeletion));
    }

    private static JsonNode merge(JsonNode current, JsonNode value, Meeting meeting, boolean isDeletion) {
        return switch (value) {
            case ObjectNode changes
            when !meeting.strategy().replace() -> mergeObject((ObjectNode) current, changes, meeting.type());
            case ArrayNode changes
            when isDeletion || meeting.strategy().merge() ->
                StrategicList.merge((ArrayNode) current, changes, meeting, isDeletion);
            default -> value;
        };
    }

    private static void setWithoutDirectives(ObjectNode original, String field, JsonNode value) {
        discardNulls(value);
        var plain = withoutDirectives(value);
        if (plain == null) original.remove(field);
        else original.set(field, plain);
    }

    /** Nulls that have nothing to delete. */
    private static void discardNulls(JsonNode value) {
        if (!(value instanceof ObjectNode object)) return;
        object.removeIf(JsonNode::isNull);
        object.forEach(StrategicMergePatch::discardNulls);
    }

    /** Null when the value is itself only a directive. */
    static @Nullable JsonNode withoutDirectives(JsonNode value) {
        return switch (value) {
            case ObjectNode object when object.has(PATCH) -> null;
            case ObjectNode object -> {
                for (var field : new ArrayList<>(object.propertyNames())) {
                    var plain = withoutDirectives(object.get(field));
                    if (plain == null) object.remove(field);
                    else object.set(field, plain);
                }
                yield object;
            }
            case ArrayNode array -> {
                var plain = array.arrayNode();
                for (var item : array) {
                    var kept = withoutDirectives(item);
                    if (kept != null) plain.add(kept);
                }
                yield plain;
            }
            default -> value;
        };
    }

    private static String afterSlash(String directive, String otherwise) {
        var slash = directive.indexOf('/');
        if (slash < 0) throw PatchException.malformed(otherwise);
        return directive.substring(slash + 1);
    }

    static boolean isAbsent(@Nullable JsonNode node) {
        return node == null || node instanceof NullNode;
    }
}
