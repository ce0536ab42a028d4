package dev.navarch.machinery.codec;

import dev.navarch.machinery.schema.ObjectType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Checks trees that did not come as a body of their own, such as the result of a patch. */
public final class TreeDecoder {
    private TreeDecoder() {}

    /** @param warnings texts for Warning headers */
    public record Checked(ObjectNode object, List<String> warnings) {
        public Checked {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * @param schema null when nobody knows what the object looks like: nothing is pruned
     * @param problems found before, such as duplicate fields of a patch
     * @param merged whether upstream would have merged trees rather than read JSON, which changes its words
     * @throws BodyException when a value has the wrong type, or (strict) there are problems
     */
    public static Checked check(
            ObjectNode tree,
            @Nullable ObjectType schema,
            List<String> problems,
            FieldValidation validation,
            boolean merged) {
        var found = new ArrayList<>(problems);
        var object = tree;
        if (schema != null) {
            var typed = TypedTree.of(tree, schema, merged ? TypeDialect.TREE : TypeDialect.JSON);
            typed.unknownFields().forEach(path -> found.add("unknown field \"" + path + '"'));
            object = typed.object();
        }
        return new Checked(object, Strictness.judge(found, validation));
    }

    /** What strict validation says of keys that stood there twice. */
    public static List<String> duplicates(JsonTree tree) {
        return tree.duplicates().stream()
                .map(path -> "duplicate field \"" + path + '"')
                .toList();
    }

    /** Whether a value is what Go would read into a map or a slice; the text of its complaint otherwise. */
    public static @Nullable String mismatch(JsonNode root, boolean wantsArray) {
        if (wantsArray ? root.isArray() : root.isObject()) return null;
        var found = root.isArray()
                ? "array"
                : root.isString() ? "string" : root.isNumber() ? "number" : root.isBoolean() ? "bool" : "object";
        return "json: cannot unmarshal " + found + " into Go value of type "
                + (wantsArray ? "[]interface {}" : "map[string]interface {}");
    }
}
