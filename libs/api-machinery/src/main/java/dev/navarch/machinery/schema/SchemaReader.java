package dev.navarch.machinery.schema;

import dev.navarch.machinery.schema.Property.PatchStrategy;
import dev.navarch.machinery.schema.UnionType.Alternative;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Builds the type graph, each definition when it is first reached. Safe for many threads. */
final class SchemaReader {
    private static final String META = "io.k8s.apimachinery.pkg.apis.meta.v1.";
    private static final String EXTENSIONS = "io.k8s.apiextensions-apiserver.pkg.apis.apiextensions.v1.";
    private static final Map<String, SchemaType> SPECIAL = Map.ofEntries(
            Map.entry("io.k8s.apimachinery.pkg.api.resource.Quantity", ScalarType.QUANTITY),
            Map.entry("io.k8s.apimachinery.pkg.util.intstr.IntOrString", ScalarType.INT_OR_STRING),
            Map.entry("io.k8s.apimachinery.pkg.runtime.RawExtension", ScalarType.RAW_OBJECT),
            Map.entry(META + "FieldsV1", ScalarType.RAW_OBJECT),
            Map.entry(META + "Time", ScalarType.TIME),
            Map.entry(META + "MicroTime", ScalarType.MICRO_TIME),
            Map.entry(EXTENSIONS + "JSON", ScalarType.ANY));
    private static final Map<String, Alternative> UNIONS = Map.of(
            EXTENSIONS + "JSONSchemaPropsOrArray", Alternative.OBJECTS,
            EXTENSIONS + "JSONSchemaPropsOrBool", Alternative.BOOLEAN,
            EXTENSIONS + "JSONSchemaPropsOrStringArray", Alternative.STRINGS);

    private final SchemaDocuments documents;
    private final ObservedFields observedFields;
    private final ConcurrentMap<String, SchemaType> types = new ConcurrentHashMap<>();

    SchemaReader(SchemaDocuments documents, ObservedFields observedFields) {
        this.documents = documents;
        this.observedFields = observedFields;
    }

    /** Null when there is no such definition; the same type whenever it is asked for. */
    @Nullable
    SchemaType find(String definition) {
        var known = types.get(definition);
        if (known != null) return known;
        if (!documents.definitions().contains(definition)) return null;
        var read = read(definition);
        var first = types.putIfAbsent(definition, read);
        return first != null ? first : read;
    }

    private SchemaType read(String definition) {
        var special = SPECIAL.get(definition);
        if (special != null) return special;
        var alternative = UNIONS.get(definition);
        if (alternative != null)
            return new UnionType((ObjectType) resolve(EXTENSIONS + "JSONSchemaProps"), alternative);
        var document = documents.get(definition);
        return new ObjectType(definition, isAtomic(document), false, () -> properties(definition, document));
    }

    private List<Property> properties(String definition, ObjectNode document) {
        var required = strings(document.path("required"));
        var properties = new ArrayList<Property>();
        document.path("properties")
                .forEachEntry(
                        (name, schema) -> properties.add(property(definition, name, schema, required.contains(name))));
        return properties;
    }

    private Property property(String definition, String name, JsonNode schema, boolean required) {
        var observed = observedFields.get(definition, name);
        var type = type(schema);
        var defaultValue = schema.get("default");
        return new Property(
                name,
                type,
                required,
                defaultValue,
                strings(schema.path("enum")),
                observed.absence() != null
                        ? observed.absence()
                        : AbsenceRule.of(definition, name, type, required, defaultValue),
                patchStrategy(schema),
                schema.path("x-kubernetes-patch-merge-key").asStringOpt().orElse(null),
                observed.type().isEmpty() ? goType(schema) : observed.type(),
                observed.embeddedIn());
    }

    private SchemaType type(JsonNode schema) {
        var reference = reference(schema);
        if (reference != null) return resolve(reference);
        return switch (schema.path("type").asString("")) {
            case "string" -> "byte".equals(schema.path("format").asString("")) ? ScalarType.BYTES : ScalarType.STRING;
            case "integer" -> "int64".equals(schema.path("format").asString("")) ? ScalarType.INT64 : ScalarType.INT32;
            case "number" -> ScalarType.DOUBLE;
            case "boolean" -> ScalarType.BOOLEAN;
            case "array" -> listType(schema);
            case "object" ->
                schema.has("additionalProperties")
                        ? new MapType(type(schema.get("additionalProperties")), isAtomic(schema))
                        : ScalarType.RAW_OBJECT;
            default -> ScalarType.ANY;
        };
    }

    private ListType listType(JsonNode schema) {
        var merging = switch (schema.path("x-kubernetes-list-type").asString("atomic")) {
            case "set" -> ListType.Merging.SET;
            case "map" -> ListType.Merging.MAP;
            default -> ListType.Merging.ATOMIC;
        };
        return new ListType(type(schema.get("items")), merging, strings(schema.path("x-kubernetes-list-map-keys")));
    }

    private static String goType(JsonNode schema) {
        var reference = reference(schema);
        if (reference != null) {
            var parts = reference.split("\\.");
            return parts[parts.length - 2] + "." + parts[parts.length - 1];
        }
        var format = schema.path("format").asString("");
        return switch (schema.path("type").asString("")) {
            case "string" -> format.equals("byte") ? "[]uint8" : "string";
            case "integer" -> format.equals("int64") ? "int64" : "int32";
            case "number" -> "float64";
            case "boolean" -> "bool";
            case "array" -> "[]" + goType(schema.get("items"));
            default ->
                schema.has("additionalProperties") ? goMap(goType(schema.get("additionalProperties"))) : "object";
        };
    }

    private static String goMap(String value) {
        return value.equals("resource.Quantity") ? "v1.ResourceList" : "map[string]" + value;
    }

    private static @Nullable String reference(JsonNode schema) {
        var reference = schema.has("$ref")
                ? schema.get("$ref")
                : schema.path("allOf").path(0).path("$ref");
        if (!reference.isString()) return null;
        return reference.asString().substring("#/components/schemas/".length());
    }

    private SchemaType resolve(String definition) {
        var type = find(definition);
        if (type == null) throw new IllegalStateException("definition " + definition + " is referenced but missing");
        return type;
    }

    private static PatchStrategy patchStrategy(JsonNode schema) {
        var words = schema.path("x-kubernetes-patch-strategy").asString("");
        if (words.isEmpty()) return PatchStrategy.NONE;
        var strategies = Arrays.asList(words.split(","));
        return new PatchStrategy(
                strategies.contains("merge"), strategies.contains("retainKeys"), strategies.contains("replace"));
    }

    private static boolean isAtomic(JsonNode schema) {
        return "atomic".equals(schema.path("x-kubernetes-map-type").asString(""));
    }

    private static List<String> strings(JsonNode array) {
        var strings = new ArrayList<String>();
        array.forEach(item -> strings.add(item.asString()));
        return strings;
    }
}
