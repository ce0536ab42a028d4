package dev.navarch.controller.deployment;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.navarch.client.json.ModelJson;
import io.kubernetes.client.openapi.models.V1PodTemplateSpec;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A name for a template: the same for equal ones, whatever the order of their maps. */
final class TemplateHash {
    static final String LABEL = "pod-template-hash";
    private static final String ALPHABET = "bcdfghjklmnpqrstvwxz2456789";

    private TemplateHash() {}

    static String of(V1PodTemplateSpec template, @Nullable Integer collisionCount) {
        var hash = 0x811c9dc5;
        for (var b : canonical(ModelJson.tree(template)).toString().getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * 0x01000193;
        }
        if (collisionCount != null) {
            for (var shift = 0; shift < Long.SIZE; shift += Byte.SIZE) {
                hash = (hash ^ (int) (((long) collisionCount >> shift) & 0xff)) * 0x01000193;
            }
        }
        var text = new StringBuilder();
        Integer.toUnsignedString(hash).chars().forEach(c -> text.append(ALPHABET.charAt(c % ALPHABET.length())));
        return text.toString();
    }

    /** The hash label itself tells no templates apart. */
    static boolean sameTemplate(V1PodTemplateSpec one, V1PodTemplateSpec other) {
        return withoutHash(one).equals(withoutHash(other));
    }

    private static JsonElement withoutHash(V1PodTemplateSpec template) {
        var tree = ModelJson.tree(template);
        if (tree.get("metadata") instanceof JsonObject metadata
                && metadata.get("labels") instanceof JsonObject labels) {
            labels.remove(LABEL);
            if (labels.isEmpty()) {
                metadata.remove("labels");
            }
        }
        return tree;
    }

    private static JsonElement canonical(JsonElement element) {
        if (element instanceof JsonObject object) {
            var sorted = new JsonObject();
            new TreeMap<>(object.asMap()).forEach((name, value) -> sorted.add(name, canonical(value)));
            return sorted;
        }
        if (element instanceof JsonArray array) {
            var result = new JsonArray();
            array.forEach(item -> result.add(canonical(item)));
            return result;
        }
        return element;
    }

    static Map<String, String> labelled(@Nullable Map<String, String> labels, String hash) {
        var all = new TreeMap<>(labels == null ? Map.<String, String>of() : labels);
        all.put(LABEL, hash);
        return all;
    }
}
