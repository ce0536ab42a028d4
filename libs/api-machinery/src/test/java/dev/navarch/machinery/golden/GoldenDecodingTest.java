package dev.navarch.machinery.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.navarch.machinery.codec.FieldValidation;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.codec.MediaType;
import dev.navarch.machinery.codec.ObjectDecoder;
import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.schema.SchemaCatalog;
import dev.navarch.machinery.status.StatusException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Thousands of objects with one field made odd: what upstream could not read we cannot either, and say so in its words. */
class GoldenDecodingTest {
    private final ObjectDecoder decoder = new ObjectDecoder(SchemaCatalog.builtIn());

    @Test
    void refusesWhatUpstreamCouldNotReadAndNothingElse() {
        var differences = new ArrayList<String>();
        for (var file : GoldenFiles.list("mutations")) {
            var scenario = GoldenFiles.read(file);
            for (var step : scenario.path("steps")) {
                if (!"create".equals(step.path("how").asString(""))) continue;
                var body = changed(scenario.get("body"), step.get("field"), step.get("value"));
                var wanted = decodingError(step.path("answer"));
                var got = decode(body);
                if (!mask(wanted).equals(mask(got)))
                    differences.add(file.getFileName() + " " + step.get("field") + " = " + step.get("value")
                            + "\n  wanted " + wanted + "\n  got    " + got);
            }
        }
        assertThat(differences).isEmpty();
    }

    private static String decodingError(JsonNode answer) {
        var message = answer.path("message").asString("");
        return message.contains("cannot be handled as a") ? message : "";
    }

    private static String mask(String message) {
        return message.replaceAll("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?(Z|[+-]\\d\\d:\\d\\d)", "<time>")
                .replaceAll("(.{390}).*", "$1");
    }

    private String decode(ObjectNode body) {
        var kind = GroupVersion.parse(body.path("apiVersion").asString())
                .kind(body.path("kind").asString());
        try {
            decoder.decode(Json.write(body), MediaType.JSON, kind, FieldValidation.WARN);
            return "";
        } catch (StatusException refused) {
            return refused.status().message();
        }
    }

    private static ObjectNode changed(JsonNode original, JsonNode pointer, JsonNode value) {
        var body = (ObjectNode) original.deepCopy();
        JsonNode at = body;
        List<JsonNode> steps = new ArrayList<>();
        pointer.forEach(steps::add);
        for (var step : steps.subList(0, steps.size() - 1))
            at = step.isNumber() ? at.get(step.asInt()) : at.get(step.asString());
        set(at, steps.getLast(), value);
        return body;
    }

    private static void set(JsonNode at, JsonNode key, JsonNode value) {
        var absent = value.path("absent").asBoolean(false);
        switch (at) {
            case ObjectNode object when absent -> object.remove(key.asString());
            case ObjectNode object -> object.set(key.asString(), value);
            case ArrayNode array when absent -> array.remove(key.asInt());
            case ArrayNode array -> array.set(key.asInt(), value);
            default -> throw new IllegalArgumentException("no container: " + at);
        }
    }
}
