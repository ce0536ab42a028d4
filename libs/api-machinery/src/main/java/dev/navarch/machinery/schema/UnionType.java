package dev.navarch.machinery.schema;

/** An object, or something else in its place; only JSON Schema itself needs it. */
public record UnionType(ObjectType object, Alternative alternative) implements SchemaType {
    public enum Alternative {
        BOOLEAN,
        /** A list of such objects. */
        OBJECTS,
        STRINGS
    }
}
