package dev.navarch.apiserver.bootstrap;

import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.machinery.codec.Json;
import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.time.Timestamps;
import java.time.Clock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Flow schemas and priority levels, those that must be and those that are suggested: {@code flow-control.json}. */
final class FlowControlStep implements BootstrapStep {
    private static final String GROUP = "flowcontrol.apiserver.k8s.io";
    private static final GroupResource SCHEMAS = new GroupResource(GROUP, "flowschemas");
    private static final GroupResource LEVELS = new GroupResource(GROUP, "prioritylevelconfigurations");
    private static final String AUTO_UPDATE = "apf.kubernetes.io/autoupdate-spec";

    private final ObjectEnsurer ensurer;
    private final ObjectWriter writer;
    private final Clock clock;

    FlowControlStep(ObjectEnsurer ensurer, Clock clock) {
        this.ensurer = ensurer;
        this.writer = ensurer.writer();
        this.clock = clock;
    }

    @Override
    public String name() {
        return "priority-and-fairness-config-producer";
    }

    @Override
    public void run() {
        var wanted = Json.readObject(BootstrapResource.bytes("flow-control.json"));
        wanted.path("priorityLevels")
                .forEachEntry((name, spec) -> ensure(LEVELS, "PriorityLevelConfiguration", name, spec));
        wanted.path("flowSchemas").forEachEntry((name, spec) -> {
            ensure(SCHEMAS, "FlowSchema", name, spec);
            report(name, spec.path("priorityLevelConfiguration").path("name").asString(""));
        });
    }

    private void ensure(GroupResource resource, String kind, String name, JsonNode spec) {
        var object = NewObject.of(GROUP + "/v1", kind, "", name);
        NewObject.metadata(object).putObject("annotations").put(AUTO_UPDATE, "true");
        object.set("spec", spec);
        ensurer.ensure(resource, object, existing -> {
            var automatic = existing.path("metadata")
                    .path("annotations")
                    .path(AUTO_UPDATE)
                    .asString("");
            if (!automatic.equals("true") || existing.path("spec").equals(spec)) return false;
            existing.set("spec", spec.deepCopy());
            return true;
        });
    }

    /** The level a schema names is there: nothing dangles. */
    private void report(String schema, String level) {
        writer.change(SCHEMAS, "", schema, object -> {
            var status = object.withObject("status");
            if (!status.path("conditions").isEmpty()) return;
            condition(status, "Dangling", "False", "Found")
                    .put(
                            "message",
                            "This FlowSchema references the PriorityLevelConfiguration object named \"" + level
                                    + "\" and it exists");
        });
    }

    private ObjectNode condition(ObjectNode status, String type, String value, String reason) {
        return status.putArray("conditions")
                .addObject()
                .put("type", type)
                .put("status", value)
                .put("lastTransitionTime", Timestamps.seconds(clock.instant()))
                .put("reason", reason);
    }
}
