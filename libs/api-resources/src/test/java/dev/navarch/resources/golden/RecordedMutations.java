package dev.navarch.resources.golden;

import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.catalog.ResourceCatalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One recorded object, changed in one field at a time: which changes our strategies judge otherwise. */
final class RecordedMutations {
    private final JsonNode scenario;
    private final FakeRegistry registry;

    RecordedMutations(Path file) {
        scenario = namespaced(GoldenFiles.read(file));
        var body = scenario.path("body");
        var definition =
                definition(body.path("apiVersion").asString(), body.path("kind").asString());
        registry = new FakeRegistry(definition);
    }

    static ResourceDefinition definition(String apiVersion, String kind) {
        return ResourceCatalog.builtIn().definitions().stream()
                .filter(definition -> definition.names().kind().equals(kind)
                        && definition.names().groupVersion().toString().equals(apiVersion))
                .findFirst()
                .orElseThrow();
    }

    List<String> differences() {
        var differences = new ArrayList<String>();
        var created = registry.create(scenario.path("body"));
        if (!created.errors().isEmpty()) differences.add("the object itself: " + created.errors());
        ObjectMeta.of(created.object()).resourceVersion("1");
        for (var step : scenario.path("steps")) {
            var difference = difference(step, created.object());
            if (difference != null) differences.add(difference);
        }
        return differences;
    }

    private @Nullable String difference(JsonNode step, ObjectNode stored) {
        var answer = step.path("answer");
        var code = answer.path("code").asInt();
        if (code != 422 && code != 200 && code != 201) return null;
        var creates = step.path("how").asString().equals("create");
        var changed = changed(creates ? scenario.path("body") : stored, step);
        if (changed == null) return null;
        var errors = creates
                ? registry.create(changed).errors()
                : registry.update(changed, stored).errors();
        var recorded = new ArrayList<String>();
        for (var cause : answer.path("causes"))
            recorded.add(cause.path(0).asString() + "@" + cause.path(1).asString());
        var ours = errors.stream()
                .map(error -> error.type().reason() + "@" + error.field())
                .sorted()
                .toList();
        recorded.sort(Comparator.naturalOrder());
        if (recorded.equals(ours)) return null;
        return step.path("how").asString() + " " + step.path("field") + " = " + shortened(step.path("value"))
                + "\n      want " + recorded + " " + shortened(answer.path("message")) + "\n      got  " + ours + " "
                + errors.toString().substring(0, Math.min(300, errors.toString().length()));
    }

    private static String shortened(JsonNode value) {
        var text = value.toString();
        return text.length() > 300 ? text.substring(0, 300) + "…" : text;
    }

    private static @Nullable JsonNode changed(JsonNode body, JsonNode step) {
        var copy = body.deepCopy();
        JsonNode at = copy;
        var field = step.path("field");
        for (int depth = 0; depth < field.size() - 1; depth++) {
            at = field.get(depth).isNumber()
                    ? at.path(field.get(depth).asInt())
                    : at.path(field.get(depth).asString());
        }
        var last = field.get(field.size() - 1);
        var value = step.path("value");
        var remove =
                value.isObject() && value.size() == 1 && value.path("absent").asBoolean(false);
        if (at instanceof ArrayNode array) {
            if (last.asInt() >= array.size()) return null;
            if (remove) array.remove(last.asInt());
            else array.set(last.asInt(), value);
        } else if (at instanceof ObjectNode object) {
            if (remove && !object.has(last.asString())) return null;
            if (remove) object.remove(last.asString());
            else object.set(last.asString(), value);
        } else return null;
        return copy;
    }

    private static JsonNode namespaced(JsonNode tree) {
        return Json.read(tree.toString().replace("{ns}", FakeRegistry.NAMESPACE));
    }
}
