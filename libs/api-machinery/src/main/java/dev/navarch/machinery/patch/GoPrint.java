package dev.navarch.machinery.patch;

import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Trees as Go's {@code %v} prints them, for upstream's messages: {@code map[spec:map[replicas:1]]}. */
final class GoPrint {
    private GoPrint() {}

    static String of(@Nullable JsonNode node) {
        if (node == null || node.isNull()) return "<nil>";
        if (node.isObject())
            return new TreeSet<>(node.propertyNames())
                    .stream()
                            .map(name -> name + ":" + of(node.get(name)))
                            .collect(Collectors.joining(" ", "map[", "]"));
        if (node.isArray())
            return StreamSupport.stream(node.spliterator(), false)
                    .map(GoPrint::of)
                    .collect(Collectors.joining(" ", "[", "]"));
        return node.isString() ? node.asString() : node.toString();
    }

    static String type(@Nullable JsonNode node) {
        if (node == null || node.isNull()) return "nil";
        if (node.isObject()) return "map[string]interface {}";
        if (node.isArray()) return "[]interface {}";
        return node.isString() ? "string" : node.isBoolean() ? "bool" : node.isIntegralNumber() ? "int64" : "float64";
    }
}
