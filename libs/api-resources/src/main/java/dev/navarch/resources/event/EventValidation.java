package dev.navarch.resources.event;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.List;
import java.util.Map;

/** Errors are reported in the older spelling, whichever group an event came by, except for what only the newer one demands. */
final class EventValidation {
    private static final int MAX_TEXT = 128;
    private static final int MAX_NOTE = 1024;
    private static final Map<String, String> IMMUTABLE = Map.ofEntries(
            Map.entry("regarding", "involvedObject"),
            Map.entry("reason", "reason"),
            Map.entry("note", "message"),
            Map.entry("deprecatedSource", "source"),
            Map.entry("deprecatedFirstTimestamp", "firstTimestamp"),
            Map.entry("deprecatedLastTimestamp", "lastTimestamp"),
            Map.entry("deprecatedCount", "count"),
            Map.entry("type", "type"),
            Map.entry("eventTime", "eventTime"),
            Map.entry("action", "action"),
            Map.entry("related", "related"),
            Map.entry("reportingController", "reportingController"),
            Map.entry("reportingInstance", "reportingInstance"));

    private EventValidation() {}

    static void validateNew(Field event, boolean newer) {
        legacy(event, newer);
        if (!newer) return;
        event.get("eventTime").needed();
        var type = event.get("type");
        if (!List.of("Normal", "Warning").contains(type.text())) type.invalid("", "has invalid value: " + type.text());
        for (var field :
                List.of("deprecatedFirstTimestamp", "deprecatedLastTimestamp", "deprecatedCount", "deprecatedSource"))
            if (event.get(field).notEmpty()
                    && !event.get(field).value().asString("0").equals("0"))
                event.get(field)
                        .reportedAt(
                                event.get(IMMUTABLE.getOrDefault(field, field)).path())
                        .invalid("needs to be unset");
        series(event.get("series"));
    }

    static void validateUpdated(Field updated, Field stored, boolean newer) {
        legacy(updated, newer);
        if (!newer) return;
        series(updated.get("series"));
        IMMUTABLE.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .forEach(field -> updated.get(field.getKey())
                        .reportedAt(updated.get(field.getValue()).path())
                        .immutable(stored.get(field.getKey())));
        updated.get("reason").immutable(stored.get("reason"));
    }

    private static void series(Field series) {
        if (series.absent()) return;
        if (series.get("count").number() < 2) series.get("count").invalid("should be at least 2");
        series.get("lastObservedTime").needed();
    }

    private static void legacy(Field event, boolean newer) {
        var namespace = event.get("metadata").get("namespace").text();
        var object = event.get(newer ? "regarding" : "involvedObject");
        var involved = object.get("namespace")
                .reportedAt(event.get("involvedObject").get("namespace").path());
        if (event.get("eventTime").empty()) {
            if (involved.empty()
                    ? !namespace.isEmpty() && !namespace.equals("default")
                    : !involved.text().equals(namespace)) involved.invalid("does not match event.namespace");
            return;
        }
        if (involved.empty() && !List.of("default", "kube-system").contains(namespace))
            involved.invalid("does not match event.namespace");
        var controller = newer
                ? event.get("reportingController")
                : event.get("reportingComponent")
                        .reportedAt(event.get("reportingController").path());
        controller.needed();
        controller.mustBe(Names::qualifiedName);
        for (var field : List.of("reportingInstance", "action", "reason")) shortText(event.get(field));
        var note = event.get(newer ? "note" : "message")
                .reportedAt(event.get("message").path());
        if (note.text().length() > MAX_NOTE) note.invalid("", "can have at most " + MAX_NOTE + " characters");
    }

    private static void shortText(Field text) {
        text.needed();
        if (text.text().length() > MAX_TEXT) text.invalid("", "can have at most " + MAX_TEXT + " characters");
    }
}
