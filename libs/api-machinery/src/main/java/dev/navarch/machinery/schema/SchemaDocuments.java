package dev.navarch.machinery.schema;

import dev.navarch.machinery.name.GroupVersionKind;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * OpenAPI definitions, one JSON object {@code {"name": definition}} a line. A line is parsed when its definition is asked for,
 * because a process that starts needs few of them.
 */
record SchemaDocuments(Map<String, String> lines) {
    private static final String BUILT_IN = "kubernetes-1.36.schema.jsonl";
    private static final String KINDS = "\"x-kubernetes-group-version-kind\":";
    private static final String NAME_STARTS = "{\"";

    SchemaDocuments {
        lines = Collections.unmodifiableMap(lines);
    }

    static SchemaDocuments builtIn() {
        var lines = new LinkedHashMap<String, String>();
        ResourceLines.read(BUILT_IN, line -> lines.put(name(line), line));
        return new SchemaDocuments(lines);
    }

    private static String name(String line) {
        return line.substring(NAME_STARTS.length(), line.indexOf('"', NAME_STARTS.length()));
    }

    Collection<String> definitions() {
        return lines.keySet();
    }

    /** A new copy for each caller. */
    ObjectNode get(String definition) {
        var line = lines.get(definition);
        if (line == null) throw new IllegalArgumentException("no definition is called " + definition);
        return (ObjectNode) JsonMapper.shared().readTree(line).get(definition);
    }

    /** Which definition describes a kind: the first that says so. */
    Map<GroupVersionKind, String> kinds() {
        var kinds = new LinkedHashMap<GroupVersionKind, String>();
        lines.forEach((definition, line) -> addKinds(definition, line, kinds));
        return kinds;
    }

    /** Reads the list as text: its values are plain words, and hundreds of parsers would slow the start. */
    private static void addKinds(String definition, String line, Map<GroupVersionKind, String> kinds) {
        var key = line.indexOf(KINDS);
        if (key < 0) return;
        var end = line.indexOf(']', key);
        for (var at = line.indexOf('{', key); at >= 0 && at < end; at = line.indexOf('{', at + 1)) {
            var kind = line.substring(at, line.indexOf('}', at));
            kinds.putIfAbsent(
                    new GroupVersionKind(word(kind, "group"), word(kind, "version"), word(kind, "kind")), definition);
        }
    }

    private static String word(String object, String field) {
        var key = "\"" + field + "\":\"";
        var at = object.indexOf(key);
        if (at < 0) return "";
        return object.substring(at + key.length(), object.indexOf('"', at + key.length()));
    }
}
