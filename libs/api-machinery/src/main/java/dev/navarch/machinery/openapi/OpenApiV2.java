package dev.navarch.machinery.openapi;

import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.schema.SchemaCatalog;
import java.util.Collection;
import java.util.LinkedHashSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The document at {@code /openapi/v2}: JSON for people, protobuf for kubectl. */
public final class OpenApiV2 {
    /** What clients ask for. It is no valid media type: clients that parse it refuse an answer that is called so. */
    public static final String PROTOBUF = "application/com.github.proto-openapi.spec.v2@v1.0+protobuf";

    /** What the answer is called. */
    public static final String PROTOBUF_ANSWER = "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

    private static final String PREFIX = "#/definitions/";

    private final DescribedSchemas schemas;

    public OpenApiV2(SchemaCatalog schemas, Descriptions descriptions) {
        this.schemas = new DescribedSchemas(schemas, descriptions);
    }

    public ObjectNode document(Collection<OpenApiResource> resources) {
        var document = Json.object();
        document.put("swagger", "2.0");
        document.putObject("info").put("title", "Kubernetes").put("version", "v1.36.0");
        var paths = document.putObject("paths");
        var definitions = new LinkedHashSet<String>();
        for (var resource : resources)
            for (var operation : ApiOperations.of(resource)) {
                paths.withObjectProperty(operation.path()).set(operation.method(), write(operation));
                definitions.add(operation.body());
                definitions.add(operation.response());
            }
        var written = document.putObject("definitions");
        schemas.reachableFrom(definitions).forEach((name, schema) -> written.set(name, asVersion2(schema)));
        return document;
    }

    /** The document as gnostic's openapi.v2.Document message. */
    public byte[] protobuf(ObjectNode document) {
        return OpenApiV2Message.write(document);
    }

    private ObjectNode write(ApiOperation operation) {
        var tree = Json.object();
        tree.putArray("tags").add(operation.tag());
        tree.put("operationId", operation.id());
        addAll(operation.consumes(), tree.putArray("consumes"));
        addAll(ApiOperation.MEDIA_TYPES, tree.putArray("produces"));
        var parameters = tree.putArray("parameters");
        for (var name : operation.pathParameters())
            parameter(name, "path", "string", parameters.addObject()).put("required", true);
        for (var query : operation.query()) parameter(query.name(), "query", query.type(), parameters.addObject());
        if (!operation.body().isEmpty())
            reference(
                    operation.body(),
                    parameters
                            .addObject()
                            .put("name", "body")
                            .put("in", "body")
                            .put("required", true)
                            .putObject("schema"));
        var ok = tree.putObject("responses").putObject("200").put("description", "OK");
        if (!operation.response().isEmpty()) reference(operation.response(), ok.putObject("schema"));
        tree.put("x-kubernetes-action", operation.action());
        GroupVersionKindTree.write(operation.kind(), tree.putObject("x-kubernetes-group-version-kind"));
        return tree;
    }

    private static void addAll(Collection<String> texts, ArrayNode array) {
        texts.forEach(array::add);
    }

    private static ObjectNode parameter(String name, String in, String type, ObjectNode parameter) {
        return parameter.put("name", name).put("in", in).put("type", type).put("uniqueItems", true);
    }

    private void reference(String definition, ObjectNode schema) {
        if (schemas.has(definition)) schema.put("$ref", PREFIX + definition);
        else schema.put("type", "object");
    }

    /** Version 2 has no allOf around a reference, no oneOf, and upstream's has no defaults. */
    private static ObjectNode asVersion2(JsonNode schema) {
        var written = Json.object();
        schema.forEachEntry((key, value) -> {
            switch (key) {
                case "$ref" -> written.put(key, reference(value));
                case "allOf" -> written.put("$ref", reference(value.path(0).path("$ref")));
                case "oneOf" -> written.put("type", "string");
                case "default" -> {}
                case "items", "additionalProperties" -> written.set(key, asVersion2(value));
                case "properties" -> {
                    var properties = written.putObject(key);
                    value.forEachEntry((name, property) -> properties.set(name, asVersion2(property)));
                }
                default -> written.set(key, value);
            }
        });
        return written;
    }

    private static String reference(JsonNode reference) {
        return reference.asString().replace(DescribedSchemas.PREFIX, PREFIX);
    }
}
