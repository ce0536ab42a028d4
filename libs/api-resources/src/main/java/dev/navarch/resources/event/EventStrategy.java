package dev.navarch.resources.event;

import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.format.NameRule;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** Of events in both of their groups: what one calls involvedObject and message, the other calls regarding and note. */
final class EventStrategy extends KindStrategy {
    private static final List<String> REFERENCE =
            List.of("kind", "namespace", "name", "uid", "apiVersion", "resourceVersion", "fieldPath");

    private final boolean newer;

    EventStrategy(boolean newer) {
        this.newer = newer;
    }

    @Override
    public NameRule nameRule() {
        return newer ? NameRule.DNS_SUBDOMAIN : NameRule.PATH_SEGMENT;
    }

    @Override
    protected void validateNew(Field event) {
        EventValidation.validateNew(event, newer);
    }

    @Override
    protected void validateUpdated(Field updated, Field stored) {
        EventValidation.validateUpdated(updated, stored, newer);
    }

    @Override
    public boolean allowsCreateOnUpdate() {
        return true;
    }

    @Override
    public Map<String, String> selectableFields(ObjectNode event) {
        var fields = new HashMap<String, String>();
        var reference = newer ? "regarding" : "involvedObject";
        for (var name : REFERENCE) fields.put(reference + "." + name, Tree.text(event.path(reference), name));
        var reporter = newer ? Tree.text(event, "reportingController") : Tree.text(event, "reportingComponent");
        fields.put("reason", Tree.text(event, "reason"));
        fields.put("type", Tree.text(event, "type"));
        fields.put(newer ? "reportingController" : "reportingComponent", reporter);
        if (!newer) {
            var source = Tree.text(event.path("source"), "component");
            fields.put("source", source.isEmpty() ? reporter : source);
        }
        return fields;
    }
}
