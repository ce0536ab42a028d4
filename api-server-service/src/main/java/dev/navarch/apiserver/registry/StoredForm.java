package dev.navarch.apiserver.registry;

import dev.navarch.machinery.codec.Json;
import tools.jackson.databind.node.ObjectNode;

/** An object's bytes in the store: kind, apiVersion and metadata first, no resourceVersion. The watch cache counts on that order. */
final class StoredForm {
    private StoredForm() {}

    static byte[] encode(ObjectNode object) {
        var ordered = Json.object();
        ordered.set("kind", object.path("kind"));
        ordered.set("apiVersion", object.path("apiVersion"));
        var metadata = ((ObjectNode) object.get("metadata")).deepCopy();
        metadata.remove("resourceVersion");
        ordered.set("metadata", metadata);
        object.forEachEntry((name, value) -> {
            if (!ordered.has(name)) ordered.set(name, value);
        });
        return Json.write(ordered);
    }

    /** Whether two encodings hold the same object, in whatever order of fields. */
    static boolean same(byte[] one, byte[] other) {
        if (one.length != other.length) return false;
        return java.util.Arrays.equals(one, other) || Json.readObject(one).equals(Json.readObject(other));
    }
}
