package dev.navarch.controller.history;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1ControllerRevision;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/** A pod template as a revision keeps it: a patch that puts it back, and the hash that names it. */
final class TemplateData {
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private TemplateData() {}

    static JsonObject of(V1PodTemplateSpec template) {
        var patch = ModelJson.tree(template);
        patch.addProperty("$patch", "replace");
        var spec = new JsonObject();
        spec.add("template", patch);
        var data = new JsonObject();
        data.add("spec", spec);
        return sorted(data).getAsJsonObject();
    }

    static JsonObject of(V1ControllerRevision revision) {
        return sorted(ModelJson.gson().toJsonTree(revision.getData())).getAsJsonObject();
    }

    static V1PodTemplateSpec template(V1ControllerRevision revision) {
        var template = of(revision).getAsJsonObject("spec").getAsJsonObject("template");
        template.remove("$patch");
        return ModelJson.read(template, V1PodTemplateSpec.class);
    }

    /** FNV-1 over the sorted JSON and the count of collisions, written in letters that a name may have. */
    static String hash(JsonObject data, int collisionCount) {
        var hash = 0x811c9dc5;
        for (var b : (data.toString() + collisionCount).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash * 0x01000193) ^ (b & 0xff);
        }
        var text = new StringBuilder();
        Integer.toUnsignedString(hash).chars().forEach(c -> text.append(ALPHABET.charAt(c % ALPHABET.length())));
        return text.toString();
    }

    private static JsonElement sorted(JsonElement element) {
        if (element instanceof JsonObject object) {
            var result = new JsonObject();
            new TreeMap<>(object.asMap()).forEach((name, value) -> result.add(name, sorted(value)));
            return result;
        }
        if (element instanceof JsonArray array) {
            var result = new JsonArray();
            array.forEach(item -> result.add(sorted(item)));
            return result;
        }
        return element;
    }
}
