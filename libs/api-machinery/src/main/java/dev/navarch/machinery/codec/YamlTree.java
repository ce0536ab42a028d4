package dev.navarch.machinery.codec;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * YAML from a client.
 *
 * @param duplicates what upstream's YAML parser says of keys given twice: {@code line 7: key "data" already set in map}
 */
record YamlTree(JsonNode root, List<String> duplicates) {
    YamlTree {
        duplicates = List.copyOf(duplicates);
    }
}
