package dev.navarch.machinery.schema;

import dev.navarch.machinery.schema.Property.Absence;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * How a field looks when it holds nothing, as far as its schema tells: an empty default is the mark of a field that is always
 * written, and what is required without a default has no other way to be absent than {@code null}.
 */
final class AbsenceRule {
    private AbsenceRule() {}

    static Absence of(
            String definition, String field, SchemaType type, boolean required, @Nullable JsonNode defaultValue) {
        if (isZero(defaultValue)) return Absence.ZERO;
        return switch (type) {
            case ListType _, MapType _ -> required ? Absence.NULL : Absence.OMITTED;
            case ObjectType _, UnionType _ -> required ? Absence.NULL : Absence.POINTER;
            case ScalarType scalar -> scalar(definition, field, scalar, required);
        };
    }

    private static Absence scalar(String definition, String field, ScalarType type, boolean required) {
        return switch (type) {
            case STRING, BYTES -> Absence.OMITTED;
            case TIME, MICRO_TIME -> required || isConditionTime(definition, field) ? Absence.NULL : Absence.POINTER;
            case QUANTITY, INT_OR_STRING -> required ? Absence.ZERO : Absence.POINTER;
            case RAW_OBJECT -> required ? Absence.NULL : Absence.POINTER;
            case INT32, INT64 -> isObserved(definition) ? Absence.OMITTED : Absence.POINTER;
            case BOOLEAN, DOUBLE, ANY -> Absence.POINTER;
        };
    }

    /** A condition shows when it last changed even if nobody said. */
    private static boolean isConditionTime(String definition, String field) {
        return definition.endsWith("Condition") && field.startsWith("last");
    }

    /** Zero says nothing in a count that a controller keeps; in a wish it does. */
    private static boolean isObserved(String definition) {
        return definition.endsWith("Status") || definition.endsWith("Condition");
    }

    private static boolean isZero(@Nullable JsonNode value) {
        return switch (value) {
            case null -> false;
            case JsonNode node when node.isObject() -> node.isEmpty();
            case JsonNode node when node.isString() -> node.asString().isEmpty();
            case JsonNode node when node.isNumber() -> node.asDouble() == 0;
            case JsonNode node -> node.isBoolean() && !node.asBoolean();
        };
    }
}
