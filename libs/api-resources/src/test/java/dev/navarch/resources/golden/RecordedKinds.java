package dev.navarch.resources.golden;

import dev.navarch.machinery.codec.Json;
import dev.navarch.resources.ResourceDefinition;
import dev.navarch.resources.TableColumns;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One recorded object: how it looks once created, and as a row. Metadata the server writes is left out, placeholders match anything. */
final class RecordedKinds {
    private static final Set<String> ACTED_ON = Set.of(
            "Deployment",
            "ReplicaSet",
            "StatefulSet",
            "DaemonSet",
            "Job",
            "CronJob",
            "PodDisruptionBudget",
            "HorizontalPodAutoscaler",
            "PersistentVolume",
            "PersistentVolumeClaim",
            "ReplicationController",
            "Namespace",
            "ResourceQuota",
            "Node",
            "Pod",
            "Service",
            "CustomResourceDefinition",
            "APIService",
            "FlowSchema",
            "ServiceCIDR",
            "ValidatingAdmissionPolicy");
    private static final Set<String> SERVERS_OWN =
            Set.of("managedFields", "uid", "creationTimestamp", "resourceVersion", "namespace", "name", "generateName");

    private final JsonNode scenario;
    private final ResourceDefinition definition;
    private final List<String> differences = new ArrayList<>();

    RecordedKinds(Path file) {
        scenario = Json.read(GoldenFiles.read(file).toString().replace("{ns}", FakeRegistry.NAMESPACE));
        var body = scenario.path("steps").path(0).path("body");
        definition = RecordedMutations.definition(
                body.path("apiVersion").asString(), body.path("kind").asString());
    }

    List<String> differences() {
        var first = scenario.path("steps").path(0);
        var created = new FakeRegistry(definition).create(first.path("body"));
        if (!created.errors().isEmpty()) differences.add("refused: " + created.errors());
        var recorded = (ObjectNode) first.path("answer").path("body").deepCopy();
        var table = created.object().deepCopy();
        for (var object : List.of(recorded, created.object())) {
            if (ACTED_ON.contains(definition.names().kind())) object.remove("status");
            if (object.path("metadata") instanceof ObjectNode metadata) metadata.remove(SERVERS_OWN);
        }
        compare("", recorded, created.object());
        for (var step : scenario.path("steps"))
            if (step.path("accept").asString("").contains("as=Table")) table(step, table);
        return differences;
    }

    private void table(JsonNode step, ObjectNode object) {
        var body = step.path("answer").path("body");
        var want = new ArrayList<String>();
        for (var column : body.path("columnDefinitions"))
            want.add(column.path("name").asString() + " " + column.path("type").asString() + " "
                    + column.path("format").asString() + " "
                    + column.path("priority").asInt());
        var columns = definition.columns().columns().stream()
                .map((TableColumns.Column column) ->
                        column.name() + " " + column.type() + " " + column.format() + " " + column.priority())
                .toList();
        if (!want.equals(columns)) differences.add("columns: want " + want + "\n      got " + columns);
        var recorded = body.path("rows").path(0);
        ((ObjectNode) object.path("metadata"))
                .put(
                        "name",
                        recorded.path("object").path("metadata").path("name").asString(""));
        var cells = Json.array().addAll(definition.columns().cells(object, Instant.parse("2026-01-01T00:01:00Z")));
        compare("cells", recorded.path("cells"), cells);
    }

    private void compare(String path, JsonNode want, JsonNode got) {
        if (want.isObject() && got.isObject()) {
            var names = new LinkedHashSet<>(want.propertyNames());
            names.addAll(got.propertyNames());
            for (var name : names) compare(path + "." + name, want.path(name), got.path(name));
        } else if (want.isArray() && got.isArray() && want.size() == got.size()) {
            for (int at = 0; at < want.size(); at++) compare(path + "[" + at + "]", want.get(at), got.get(at));
        } else if (!want.toString().equals(got.toString()) && !isMasked(want)) {
            differences.add(path + ": want " + want + ", got " + got);
        }
    }

    private static boolean isMasked(JsonNode want) {
        return want.isString() && want.asString().matches(".*<(ip|port|age|time|uid|rv|5|hash|pem)>.*");
    }
}
