package dev.navarch.machinery.codec;

import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/** YAML as Go clients read and write it: YAML 1.1's words for booleans, keys sorted, strings quoted only where they must be. */
public final class YamlCodec {
    private YamlCodec() {}

    /** @throws YamlException with the parser's words and line */
    public static JsonNode read(byte[] yaml) {
        return readTree(yaml).root();
    }

    static YamlTree readTree(byte[] yaml) {
        return YamlReader.read(new String(yaml, StandardCharsets.UTF_8));
    }

    public static byte[] write(JsonNode tree) {
        return new YamlWriter().write(tree).getBytes(StandardCharsets.UTF_8);
    }
}
