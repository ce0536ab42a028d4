package dev.navarch.machinery.codec;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * JSON from a client.
 *
 * @param duplicates paths of keys that stood there twice, such as {@code data.a}; the last value counts
 */
public record JsonTree(JsonNode root, List<String> duplicates) {
    public JsonTree {
        duplicates = List.copyOf(duplicates);
    }

    /** @throws BodyException in the words of Go's JSON scanner */
    public static JsonTree read(byte[] body) {
        try (var parser = Json.mapper().createParser(body)) {
            var reader = new Reader(parser);
            if (parser.nextToken() == null) throw new BodyException("unexpected end of JSON input");
            var root = reader.value("");
            if (parser.nextToken() != null) throw new BodyException(JsonSyntax.explain(body));
            return new JsonTree(root, reader.duplicates);
        } catch (JacksonException _) {
            throw new BodyException(JsonSyntax.explain(body));
        }
    }

    private static final class Reader {
        private final JsonParser parser;
        private final List<String> duplicates = new ArrayList<>();

        Reader(JsonParser parser) {
            this.parser = parser;
        }

        JsonNode value(String path) {
            return switch (parser.currentToken()) {
                case START_OBJECT -> object(path);
                case START_ARRAY -> array(path);
                case VALUE_STRING -> JsonNodeFactory.instance.stringNode(parser.getString());
                case VALUE_TRUE -> JsonNodeFactory.instance.booleanNode(true);
                case VALUE_FALSE -> JsonNodeFactory.instance.booleanNode(false);
                case VALUE_NUMBER_INT -> integer();
                case VALUE_NUMBER_FLOAT -> JsonNodeFactory.instance.numberNode(parser.getDoubleValue());
                default -> JsonNodeFactory.instance.nullNode();
            };
        }

        private JsonNode integer() {
            return switch (parser.getNumberType()) {
                case INT -> JsonNodeFactory.instance.numberNode(parser.getIntValue());
                case LONG -> JsonNodeFactory.instance.numberNode(parser.getLongValue());
                default -> JsonNodeFactory.instance.numberNode(parser.getBigIntegerValue());
            };
        }

        private ObjectNode object(String path) {
            var object = Json.object();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var key = parser.currentName();
                parser.nextToken();
                var place = path.isEmpty() ? key : path + "." + key;
                if (object.has(key)) duplicates.add(place);
                object.set(key, value(place));
            }
            return object;
        }

        private ArrayNode array(String path) {
            var array = Json.array();
            while (parser.nextToken() != JsonToken.END_ARRAY) array.add(value(path + "[" + array.size() + "]"));
            return array;
        }
    }
}
