package dev.navarch.machinery.schema;

/** @param atomic whether server-side apply replaces it as a whole */
public record MapType(SchemaType value, boolean atomic) implements SchemaType {}
