package dev.navarch.machinery.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.machinery.codec.FieldValidation;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.patch.ObjectPatcher;
import dev.navarch.machinery.patch.PatchType;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.machinery.status.StatusException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Replays recorded patches: each is applied to the object that the step before answered with. */
class GoldenPatchTest {
    private static final SchemaCatalog SCHEMAS = SchemaCatalog.builtIn();

    private final List<String> differences = new ArrayList<>();

    @Test
    void patchesAsUpstreamDid() {
        for (var file : GoldenFiles.list("")) {
            var name = file.getFileName().toString();
            if (!name.startsWith("strategic-") && !name.equals("json-patch.json")) continue;
            ObjectNode current = Json.object();
            for (var step : GoldenFiles.read(file).path("steps")) current = replay(name, step, current);
        }
        assertThat(differences).isEmpty();
    }

    private ObjectNode replay(String file, JsonNode step, ObjectNode current) {
        var answer = step.get("answer");
        var body = (ObjectNode) answer.get("body");
        var isObject = answer.get("code").asInt() < 300;
        if (step.path("do").asString().startsWith("PATCH")) compare(file, step, current, body, isObject);
        return isObject ? body.deepCopy() : current;
    }

    private void compare(String file, JsonNode step, ObjectNode current, ObjectNode wanted, boolean isObject) {
        // A name that differs from the URL's is the server's business.
        if (wanted.path("message").asString("").startsWith("the name of the object")) return;
        var got = patched(step, current.deepCopy());
        var same = isObject ? content(got).equals(content(wanted)) : got.equals(wanted);
        if (!same) differences.add(file + " " + step.get("body") + "\n  wanted " + wanted + "\n  got    " + got);
    }

    private static ObjectNode content(ObjectNode object) {
        var content = object.deepCopy();
        content.retain("spec", "data", "apiVersion", "kind");
        content.set("finalizers", object.path("metadata").path("finalizers"));
        removeDefaults(content);
        return content;
    }

    /** New containers and ports are defaulted after the patch, by the kind. */
    private static void removeDefaults(JsonNode node) {
        if (node instanceof ObjectNode object)
            object.remove(List.of("imagePullPolicy", "terminationMessagePath", "terminationMessagePolicy", "protocol"));
        if (node instanceof ObjectNode object
                && object.path("type").asString("x").isEmpty()) object.remove("type");
        node.forEach(GoldenPatchTest::removeDefaults);
    }

    private static ObjectNode patched(JsonNode step, ObjectNode current) {
        unmask(current);
        var kind = GroupVersion.parse(current.path("apiVersion").asString())
                .kind(current.path("kind").asString());
        var body = step.get("body");
        var bytes = body.isString() ? body.asString().getBytes(StandardCharsets.UTF_8) : Json.write(body);
        var type = PatchType.find(step.path("type").asString());
        var strict = step.path("do").asString().contains("fieldValidation=Strict");
        try {
            return new ObjectPatcher()
                    .patch(
                            type == null ? PatchType.MERGE_PATCH : type,
                            bytes,
                            current,
                            kind,
                            SCHEMAS.get(kind),
                            strict ? FieldValidation.STRICT : FieldValidation.WARN)
                    .object();
        } catch (StatusException refused) {
            return refused.status().toJson();
        }
    }

    private static void unmask(ObjectNode object) {
        ((ObjectNode) object.get("metadata")).remove(List.of("managedFields", "creationTimestamp"));
    }
}
