package dev.navarch.machinery.patch;

import dev.navarch.machinery.patch.StrategicMergePatch.Meeting;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Merges lists whose strategy is merge: values as sets, objects by their merge key. */
final class StrategicList {
    private StrategicList() {}

    static ArrayNode merge(ArrayNode original, ArrayNode patch, Meeting meeting, boolean isDeletion) {
        if (original.isEmpty() && patch.isEmpty()) return original;
        if (!holdsObjects(original, patch)) return isDeletion ? without(original, patch) : union(original, patch);
        var key = meeting.mergeKey();
        if (key == null) throw PatchException.unexpected("cannot merge lists without merge key for ");
        return mergeObjects(original, patch, key, meeting);
    }

    static boolean holdsObjects(ArrayNode original, ArrayNode patch) {
        var items = new ArrayList<JsonNode>();
        original.forEach(items::add);
        patch.forEach(items::add);
        if (items.stream().anyMatch(JsonNode::isArray)) throw PatchException.unfit("lists of lists are not supported");
        var objects = items.stream().filter(JsonNode::isObject).count();
        if (objects > 0 && objects < items.size())
            throw PatchException.unexpected("list element types are not identical: " + GoPrint.of(patch));
        return objects > 0;
    }

    private static ArrayNode without(ArrayNode original, ArrayNode gone) {
        var left = original.arrayNode();
        var values = list(gone);
        original.forEach(value -> {
            if (!values.contains(value)) left.add(value);
        });
        return left;
    }

    private static ArrayNode union(ArrayNode original, ArrayNode patch) {
        var values = new ArrayList<JsonNode>();
        original.forEach(value -> addOnce(values, value));
        patch.forEach(value -> addOnce(values, value));
        return ElementOrder.arrange(values, patch, original, null);
    }

    private static void addOnce(List<JsonNode> values, JsonNode value) {
        if (!values.contains(value)) values.add(value);
    }

    private static ArrayNode mergeObjects(ArrayNode original, ArrayNode patch, String key, Meeting meeting) {
        var current = list(original);
        var changes = new ArrayList<ObjectNode>();
        var replace = false;
        for (var item : patch) {
            var change = (ObjectNode) item;
            var directive = change.get(StrategicMergePatch.PATCH);
            if (directive == null) changes.add(change);
            else if (directive.asString("").equals("delete")) remove(current, key, keyOf(change, key));
            else if (directive.asString("").equals("replace")) replace = true;
            else throw unknown(directive, change);
        }
        if (replace) return original.arrayNode().addAll(changes);
        var serverOrder = original.arrayNode().addAll(current);
        for (var change : changes) mergeObject(current, change, key, meeting);
        return ElementOrder.arrange(current, original.arrayNode().addAll(changes), serverOrder, key);
    }

    private static PatchException unknown(JsonNode directive, ObjectNode change) {
        return PatchException.unexpected(
                directive.asString("").equals("merge")
                        ? "merging lists cannot yet be specified in the patch"
                        : "unknown patch type: " + GoPrint.of(directive) + " in map: " + GoPrint.of(change));
    }

    private static void mergeObject(List<JsonNode> current, ObjectNode change, String key, Meeting meeting) {
        var at = find(current, key, keyOf(change, key));
        if (at < 0) current.add(change);
        else current.set(at, StrategicMergePatch.mergeObject((ObjectNode) current.get(at), change, meeting.element()));
    }

    private static void remove(List<JsonNode> items, String key, JsonNode value) {
        for (var at = find(items, key, value); at >= 0; at = find(items, key, value)) items.remove(at);
    }

    private static int find(List<JsonNode> items, String key, JsonNode value) {
        for (var i = 0; i < items.size(); i++) if (value.equals(keyOf(items.get(i), key))) return i;
        return -1;
    }

    static JsonNode keyOf(@Nullable JsonNode item, String key) {
        var value = item == null ? null : item.get(key);
        if (value != null) return value;
        throw PatchException.unexpected("map: " + GoPrint.of(item) + " does not contain declared merge key: " + key);
    }

    static List<JsonNode> list(ArrayNode array) {
        var items = new ArrayList<JsonNode>();
        array.forEach(items::add);
        return items;
    }
}
