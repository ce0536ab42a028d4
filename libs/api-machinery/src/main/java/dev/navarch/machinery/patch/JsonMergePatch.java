package dev.navarch.machinery.patch;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** RFC 7386. */
public final class JsonMergePatch {
    private JsonMergePatch() {}

    /** Changes the target; a null in the patch removes a field. */
    public static void apply(ObjectNode patch, ObjectNode target) {
        patch.forEachEntry((name, value) -> {
            if (value.isNull()) target.remove(name);
            else target.set(name, merged(value, target.get(name)));
        });
    }

    private static JsonNode merged(JsonNode patch, JsonNode current) {
        if (!(patch instanceof ObjectNode changes)) return patch.deepCopy();
        var target = current instanceof ObjectNode object ? object : changes.objectNode();
        apply(changes, target);
        return target;
    }
}
