package dev.navarch.machinery.selector;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** One condition on one label. */
public record Requirement(String key, Operator operator, Set<String> values) {
    public enum Operator {
        EQUALS,
        NOT_EQUALS,
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST,
        GREATER_THAN,
        LESS_THAN
    }

    public Requirement {
        values = Set.copyOf(values);
    }

    public boolean matches(Map<String, String> labels) {
        var value = labels.get(key);
        return switch (operator) {
            case EQUALS, IN -> value != null && values.contains(value);
            case NOT_EQUALS, NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case GREATER_THAN -> value != null && Numbers.compare(value, values) > 0;
            case LESS_THAN -> value != null && Numbers.compare(value, values) < 0;
        };
    }

    /** In the string syntax. */
    @Override
    public String toString() {
        var sorted = new TreeSet<>(values);
        return switch (operator) {
            case EQUALS -> key + "=" + sorted.first();
            case NOT_EQUALS -> key + "!=" + sorted.first();
            case IN -> key + " in (" + String.join(",", sorted) + ")";
            case NOT_IN -> key + " notin (" + String.join(",", sorted) + ")";
            case EXISTS -> key;
            case DOES_NOT_EXIST -> "!" + key;
            case GREATER_THAN -> key + ">" + sorted.first();
            case LESS_THAN -> key + "<" + sorted.first();
        };
    }
}
