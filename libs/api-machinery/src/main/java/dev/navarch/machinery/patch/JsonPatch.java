package dev.navarch.machinery.patch;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * RFC 6902 as upstream's library understands it: {@code replace} also adds a field that is not there, an operation without a
 * value means null, and a negative index counts from the end.
 */
final class JsonPatch {
    static final int MAX_OPERATIONS = 10_000;

    private JsonPatch() {}

    static ObjectNode apply(ArrayNode operations, ObjectNode target) {
        JsonNode document = target.deepCopy();
        for (var operation : operations) document = apply(operation, document);
        if (document instanceof ObjectNode object) return object;
        throw PatchException.unfit("the patched document is not an object");
    }

    private static JsonNode apply(JsonNode operation, JsonNode document) {
        var path = operation.path("path").asString("");
        var word = operation.path("op").asString("");
        if (path.isEmpty() && word.equals("replace")) return value(operation);
        switch (word) {
            case "add" -> add(document, path, value(operation));
            case "remove" -> remove(document, path);
            case "replace" -> replace(document, path, value(operation));
            case "move" -> add(document, path, remove(document, from(operation)));
            case "copy" ->
                add(document, path, orNull(get(document, from(operation))).deepCopy());
            case "test" -> test(document, path, value(operation));
            default -> throw PatchException.unfit("Unexpected kind: " + word);
        }
        return document;
    }

    private static JsonNode value(JsonNode operation) {
        return orNull(operation.get("value"));
    }

    private static JsonNode orNull(@Nullable JsonNode node) {
        return node == null ? NullNode.instance : node;
    }

    private static String from(JsonNode operation) {
        return operation.path("from").asString("");
    }

    private static void add(JsonNode document, String path, JsonNode value) {
        var key = lastKey(path);
        switch (container(document, path)) {
            case ObjectNode object -> object.set(key, value);
            case ArrayNode array when key.equals("-") -> array.add(value);
            case ArrayNode array -> array.insert(index(key, array.size() + 1), value);
            default -> throw missing(path);
        }
    }

    private static void replace(JsonNode document, String path, JsonNode value) {
        var key = lastKey(path);
        switch (container(document, path)) {
            case ObjectNode object -> object.set(key, value);
            case ArrayNode array -> array.set(index(key, array.size()), value);
            default -> throw missing(path);
        }
    }

    private static JsonNode remove(JsonNode document, String path) {
        var key = lastKey(path);
        return switch (container(document, path)) {
            case ObjectNode object when object.has(key) -> object.remove(key);
            case ArrayNode array -> array.remove(index(key, array.size()));
            default -> throw missing(path);
        };
    }

    private static @Nullable JsonNode get(JsonNode document, String path) {
        var key = lastKey(path);
        return switch (container(document, path)) {
            case ObjectNode object -> object.get(key);
            case ArrayNode array -> array.get(index(key, array.size()));
            default -> throw missing(path);
        };
    }

    private static void test(JsonNode document, String path, JsonNode wanted) {
        if (!orNull(get(document, path)).equals(wanted))
            throw PatchException.unfit("testing value " + path + " failed");
    }

    private static JsonNode container(JsonNode document, String path) {
        var keys = keys(path);
        var at = document;
        for (var key : keys.subList(0, keys.size() - 1)) {
            var next = at instanceof ArrayNode array ? array.get(index(key, array.size())) : at.get(key);
            if (next == null) throw missing(path);
            at = next;
        }
        return at;
    }

    private static String lastKey(String path) {
        return keys(path).getLast();
    }

    private static List<String> keys(String path) {
        if (!path.startsWith("/")) throw missing(path);
        var keys = new ArrayList<String>();
        for (var key : path.substring(1).split("/", -1))
            keys.add(key.replace("~1", "/").replace("~0", "~"));
        return keys;
    }

    private static int index(String key, int size) {
        try {
            var index = Integer.parseInt(key);
            var fromStart = index < 0 ? index + size : index;
            if (fromStart >= 0 && fromStart < size) return fromStart;
        } catch (NumberFormatException _) {
            // Falls through to the same refusal.
        }
        throw PatchException.unfit("Unable to access invalid index: " + key);
    }

    private static PatchException missing(String path) {
        return PatchException.unfit("missing path: " + path);
    }
}
