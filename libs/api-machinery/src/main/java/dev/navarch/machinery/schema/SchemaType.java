package dev.navarch.machinery.schema;

/** What may stand at one place of an object. */
public sealed interface SchemaType permits ObjectType, ListType, MapType, UnionType, ScalarType {}
