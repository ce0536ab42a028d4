package dev.navarch.machinery.schema;

/** A value without fields that a schema knows. */
public enum ScalarType implements SchemaType {
    STRING,
    INT32,
    INT64,
    BOOLEAN,
    DOUBLE,
    /** Base64 in JSON and YAML. */
    BYTES,
    INT_OR_STRING,
    QUANTITY,
    /** RFC 3339 with seconds. */
    TIME,
    /** RFC 3339 with microseconds. */
    MICRO_TIME,
    /** A foreign object, kept as it came: runtime.RawExtension, FieldsV1. */
    RAW_OBJECT,
    /** Any JSON value, kept as it came. */
    ANY
}
