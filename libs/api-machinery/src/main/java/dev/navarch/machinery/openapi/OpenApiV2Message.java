package dev.navarch.machinery.openapi;

import com.google.protobuf.CodedOutputStream;
import dev.navarch.machinery.codec.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import tools.jackson.databind.JsonNode;

/** Writes a version 2 document as the messages that kubectl reads; the numbers are gnostic's. */
final class OpenApiV2Message {
    private OpenApiV2Message() {}

    private interface Message {
        void writeTo(CodedOutputStream out) throws IOException;
    }

    static byte[] write(JsonNode document) {
        return bytes(out -> {
            text(out, 1, document.path("swagger"));
            message(out, 2, info -> {
                text(info, 1, document.path("info").path("title"));
                text(info, 2, document.path("info").path("version"));
            });
            message(out, 8, paths -> named(paths, 2, document.path("paths"), OpenApiV2Message::pathItem));
            message(out, 9, all -> named(all, 1, document.path("definitions"), OpenApiV2Message::schema));
        });
    }

    private interface Part {
        void write(CodedOutputStream out, JsonNode node) throws IOException;
    }

    /** A map as upstream's messages have it: a list of names with values. */
    private static void named(CodedOutputStream out, int number, JsonNode map, Part part) throws IOException {
        for (var entry : map.properties())
            message(out, number, pair -> {
                pair.writeString(1, entry.getKey());
                message(pair, 2, value -> part.write(value, entry.getValue()));
            });
    }

    private static void pathItem(CodedOutputStream out, JsonNode item) throws IOException {
        operation(out, 2, item.path("get"));
        operation(out, 3, item.path("put"));
        operation(out, 4, item.path("post"));
        operation(out, 5, item.path("delete"));
        operation(out, 8, item.path("patch"));
    }

    private static void operation(CodedOutputStream out, int number, JsonNode operation) throws IOException {
        if (operation.isMissingNode()) return;
        message(out, number, inner -> {
            texts(inner, 1, operation.path("tags"));
            text(inner, 5, operation.path("operationId"));
            texts(inner, 6, operation.path("produces"));
            texts(inner, 7, operation.path("consumes"));
            for (var parameter : operation.path("parameters"))
                message(inner, 8, item -> message(item, 1, either -> parameter(either, parameter)));
            message(
                    inner,
                    9,
                    responses -> named(responses, 1, operation.path("responses"), OpenApiV2Message::response));
            extensions(inner, 13, operation);
        });
    }

    private static void parameter(CodedOutputStream out, JsonNode parameter) throws IOException {
        switch (parameter.path("in").asString()) {
            case "body" ->
                message(out, 1, body -> {
                    text(body, 2, parameter.path("name"));
                    text(body, 3, parameter.path("in"));
                    body.writeBool(4, true);
                    message(body, 5, schema -> schema(schema, parameter.path("schema")));
                });
            case "query" ->
                message(
                        out,
                        2,
                        other -> message(other, 3, query -> {
                            text(query, 2, parameter.path("in"));
                            text(query, 4, parameter.path("name"));
                            text(query, 6, parameter.path("type"));
                        }));
            default ->
                message(
                        out,
                        2,
                        other -> message(other, 4, path -> {
                            path.writeBool(1, true);
                            text(path, 2, parameter.path("in"));
                            text(path, 4, parameter.path("name"));
                            text(path, 5, parameter.path("type"));
                        }));
        }
    }

    private static void response(CodedOutputStream out, JsonNode response) throws IOException {
        message(out, 1, inner -> {
            text(inner, 1, response.path("description"));
            if (response.has("schema"))
                message(inner, 2, item -> message(item, 1, schema -> schema(schema, response.path("schema"))));
        });
    }

    private static void schema(CodedOutputStream out, JsonNode schema) throws IOException {
        text(out, 1, schema.path("$ref"));
        text(out, 2, schema.path("format"));
        text(out, 4, schema.path("description"));
        texts(out, 19, schema.path("required"));
        for (var value : schema.path("enum")) message(out, 20, any -> any(any, value));
        if (schema.has("additionalProperties"))
            message(out, 21, item -> message(item, 1, inner -> schema(inner, schema.path("additionalProperties"))));
        if (schema.has("type")) message(out, 22, type -> text(type, 1, schema.path("type")));
        if (schema.has("items"))
            message(out, 23, items -> message(items, 1, inner -> schema(inner, schema.path("items"))));
        if (schema.has("properties"))
            message(out, 25, all -> named(all, 1, schema.path("properties"), OpenApiV2Message::schema));
        extensions(out, 31, schema);
    }

    private static void extensions(CodedOutputStream out, int number, JsonNode node) throws IOException {
        for (var entry : node.properties()) {
            if (!entry.getKey().startsWith("x-")) continue;
            message(out, number, pair -> {
                pair.writeString(1, entry.getKey());
                message(pair, 2, any -> any(any, entry.getValue()));
            });
        }
    }

    /** Any value is carried as YAML, and JSON is YAML. */
    private static void any(CodedOutputStream out, JsonNode value) throws IOException {
        out.writeString(2, Json.text(value));
    }

    private static void text(CodedOutputStream out, int number, JsonNode text) throws IOException {
        if (text.isString() && !text.asString().isEmpty()) out.writeString(number, text.asString());
    }

    private static void texts(CodedOutputStream out, int number, JsonNode list) throws IOException {
        for (var text : list) out.writeString(number, text.asString());
    }

    private static void message(CodedOutputStream out, int number, Message message) throws IOException {
        out.writeByteArray(number, bytes(message));
    }

    private static byte[] bytes(Message message) {
        var bytes = new ByteArrayOutputStream();
        var out = CodedOutputStream.newInstance(bytes);
        try {
            message.writeTo(out);
            out.flush();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return bytes.toByteArray();
    }
}
