package dev.navarch.apiserver.registry.conversion;

import tools.jackson.databind.node.ObjectNode;

/** The two Events hold the same under other names. */
final class EventConversion {
    private static final String[][] RENAMED = {
        {"involvedObject", "regarding"},
        {"message", "note"},
        {"source", "deprecatedSource"},
        {"firstTimestamp", "deprecatedFirstTimestamp"},
        {"lastTimestamp", "deprecatedLastTimestamp"},
        {"count", "deprecatedCount"},
        {"reportingComponent", "reportingController"},
    };

    private EventConversion() {}

    static ObjectNode toNew(ObjectNode event) {
        for (var names : RENAMED) rename(event, names[0], names[1]);
        return event.put("apiVersion", "events.k8s.io/v1");
    }

    static ObjectNode toCore(ObjectNode event) {
        for (var names : RENAMED) rename(event, names[1], names[0]);
        return event.put("apiVersion", "v1");
    }

    private static void rename(ObjectNode event, String from, String to) {
        var value = event.remove(from);
        if (value != null) event.set(to, value);
    }
}
