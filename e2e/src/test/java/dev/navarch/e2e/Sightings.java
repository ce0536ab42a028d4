package dev.navarch.e2e;

import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import tools.jackson.databind.JsonNode;

/** What was seen under each uid and each revision, by whoever saw it; a second meaning of one is a violation. */
final class Sightings {
    private final Map<String, String> names = new ConcurrentHashMap<>();
    private final Map<Long, String> revisions = new ConcurrentHashMap<>();
    private final Queue<String> violations = new ConcurrentLinkedQueue<>();

    void see(JsonNode object) {
        var metadata = object.path("metadata");
        var name = metadata.path("name").asString();
        var uid = metadata.path("uid").asString();
        var earlier = names.putIfAbsent(uid, name);
        if (earlier != null && !earlier.equals(name)) violation("uid " + uid + " is of " + earlier + " and of " + name);
        var revision = metadata.path("resourceVersion").asLong();
        var meaning = uid + " " + object.path("data");
        var before = revisions.putIfAbsent(revision, meaning);
        if (before != null && !before.equals(meaning))
            violation("revision " + revision + " is of " + before + " and of " + meaning);
    }

    void violation(String what) {
        violations.add(what);
    }

    Queue<String> violations() {
        return violations;
    }
}
