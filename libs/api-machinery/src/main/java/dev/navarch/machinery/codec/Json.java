package dev.navarch.machinery.codec;

import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.ValueNode;

/** The one JSON mapper. For bodies of clients use {@link ObjectDecoder}, which says what is wrong with them. */
public final class Json {
    /** Deeper input is refused. */
    public static final int MAX_DEPTH = 1_000;

    private static final int MAX_STRING = 64 << 20;

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxStringLength(MAX_STRING)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    public static JsonMapper mapper() {
        return MAPPER;
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static ArrayNode array() {
        return JsonNodeFactory.instance.arrayNode();
    }

    /** A whole number as the parser would make it, so that trees compare equal wherever they come from. */
    public static ValueNode integer(long value) {
        return value == (int) value
                ? JsonNodeFactory.instance.numberNode((int) value)
                : JsonNodeFactory.instance.numberNode(value);
    }

    /** Reads our own bytes. */
    public static ObjectNode readObject(byte[] bytes) {
        return (ObjectNode) MAPPER.readTree(bytes);
    }

    public static JsonNode read(String text) {
        return MAPPER.readTree(text);
    }

    public static byte[] write(JsonNode tree) {
        return MAPPER.writeValueAsBytes(tree);
    }

    public static String text(JsonNode tree) {
        return MAPPER.writeValueAsString(tree);
    }

    /** Indented, for people with curl. */
    public static byte[] writePretty(JsonNode tree) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsBytes(tree);
    }
}
