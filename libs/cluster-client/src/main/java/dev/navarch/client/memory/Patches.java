package dev.navarch.client.memory;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Merge patch, and as much of strategic merge as loops send: lists of objects merged by key, {@code $patch: delete}, values that leave a list. */
final class Patches {
    private static final Map<String, String> MERGE_KEYS = Map.of(
            "ownerReferences", "uid",
            "conditions", "type",
            "containers", "name",
            "volumes", "name",
            "addresses", "type",
            "taints", "key");

    private static final String LEAVING = "$deleteFromPrimitiveList/";

    private Patches() {}

    static JsonObject merge(JsonObject target, JsonObject patch, boolean strategic) {
        var result = target.deepCopy();
        patch.entrySet().forEach(entry -> apply(result, entry.getKey(), entry.getValue(), strategic));
        return result;
    }

    private static void apply(JsonObject target, String key, JsonElement change, boolean strategic) {
        if (strategic && key.startsWith(LEAVING)) {
            leave(target, key.substring(LEAVING.length()), change.getAsJsonArray());
            return;
        }
        if (key.startsWith("$")) {
            return;
        }
        if (change.isJsonNull()) {
            target.remove(key);
        } else if (change instanceof JsonObject object) {
            var present = target.get(key) instanceof JsonObject known ? known : new JsonObject();
            target.add(key, merge(present, object, strategic));
        } else if (strategic && change instanceof JsonArray items && MERGE_KEYS.containsKey(key)) {
            target.add(key, mergeList(target.getAsJsonArray(key), items, MERGE_KEYS.get(key)));
        } else if (strategic && key.equals("finalizers") && target.has(key)) {
            var union = target.getAsJsonArray(key).deepCopy();
            change.getAsJsonArray().asList().stream()
                    .filter(item -> !union.contains(item))
                    .forEach(union::add);
            target.add(key, union);
        } else {
            target.add(key, change.deepCopy());
        }
    }

    private static void leave(JsonObject target, String list, JsonArray values) {
        if (target.get(list) instanceof JsonArray present) {
            var rest = present.deepCopy();
            values.forEach(rest::remove);
            target.add(list, rest);
        }
    }

    private static JsonArray mergeList(@Nullable JsonArray present, JsonArray changes, @Nullable String mergeKey) {
        var result = present == null ? new JsonArray() : present.deepCopy();
        for (var change : changes) {
            var at = find(result, change.getAsJsonObject().get(mergeKey), mergeKey);
            var delete = change.getAsJsonObject().get("$patch");
            if (delete != null && delete.getAsString().equals("delete")) {
                if (at >= 0) {
                    result.remove(at);
                }
            } else if (at >= 0) {
                result.set(at, merge(result.get(at).getAsJsonObject(), change.getAsJsonObject(), true));
            } else {
                result.add(change.deepCopy());
            }
        }
        return result;
    }

    private static int find(JsonArray items, JsonElement key, @Nullable String mergeKey) {
        for (var i = 0; i < items.size(); i++) {
            if (key.equals(items.get(i).getAsJsonObject().get(mergeKey))) {
                return i;
            }
        }
        return -1;
    }
}
