package dev.navarch.apiserver.admission.podsecurity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/** A pod, or what a template would make one of. */
record PodView(JsonNode metadata, JsonNode spec) {
    private static final List<String> LISTS = List.of("initContainers", "containers", "ephemeralContainers");

    List<JsonNode> containers() {
        var all = new ArrayList<JsonNode>();
        for (var list : LISTS) spec.path(list).forEach(all::add);
        return all;
    }

    /** The names of those containers. */
    List<String> containers(Predicate<JsonNode> which) {
        return containers().stream().filter(which).map(PodView::name).toList();
    }

    JsonNode securityContext() {
        return spec.path("securityContext");
    }

    boolean isWindows() {
        return spec.path("os").path("name").asString("").equals("windows");
    }

    static String name(JsonNode container) {
        return container.path("name").asString("");
    }

    static JsonNode securityContext(JsonNode container) {
        return container.path("securityContext");
    }
}
