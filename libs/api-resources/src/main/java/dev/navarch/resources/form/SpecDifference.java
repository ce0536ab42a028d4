package dev.navarch.resources.form;

import dev.navarch.resources.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Tells where two trees differ, for messages about changes that are not allowed. */
public final class SpecDifference {
    private SpecDifference() {}

    public static String between(JsonNode before, JsonNode after) {
        var lines = new ArrayList<String>();
        collect("", before, after, lines);
        return String.join("\n", lines);
    }

    private static void collect(String path, JsonNode before, JsonNode after, List<String> lines) {
        if (Tree.equal(before, after)) return;
        if (before.isObject() && after.isObject()) {
            var names = new LinkedHashSet<>(before.propertyNames());
            names.addAll(after.propertyNames());
            for (var name : names) collect(path + "." + name, before.path(name), after.path(name), lines);
        } else if (before.isArray() && after.isArray() && before.size() == after.size()) {
            for (int at = 0; at < before.size(); at++)
                collect(path + "[" + at + "]", before.get(at), after.get(at), lines);
        } else {
            lines.add("- " + path.substring(Math.min(1, path.length())) + ": " + before);
            lines.add("+ " + path.substring(Math.min(1, path.length())) + ": " + after);
        }
    }
}
