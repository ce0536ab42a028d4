package dev.navarch.scheduler.selector;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One line of a selector. An unknown operator matches nothing. */
public record Requirement(String key, Operator operator, List<String> values) {
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST,
        GT,
        LT,
        UNKNOWN;

        static Operator of(@Nullable String word) {
            return switch (word) {
                case "In" -> IN;
                case "NotIn" -> NOT_IN;
                case "Exists" -> EXISTS;
                case "DoesNotExist" -> DOES_NOT_EXIST;
                case "Gt" -> GT;
                case "Lt" -> LT;
                case null, default -> UNKNOWN;
            };
        }
    }

    public Requirement {
        values = List.copyOf(values);
    }

    public static Requirement of(String key, @Nullable String operator, @Nullable List<String> values) {
        return new Requirement(key, Operator.of(operator), values == null ? List.of() : values);
    }

    public boolean matches(Map<String, String> labels) {
        var value = labels.get(key);
        return switch (operator) {
            case IN -> value != null && values.contains(value);
            case NOT_IN -> value == null || !values.contains(value);
            case EXISTS -> value != null;
            case DOES_NOT_EXIST -> value == null;
            case GT -> compare(value) > 0;
            case LT -> compare(value) < 0;
            case UNKNOWN -> false;
        };
    }

    /** The sign of label minus bound; 0 where one of them is no integer, which neither Gt nor Lt accepts. */
    private int compare(@Nullable String value) {
        if (value == null || values.size() != 1) return 0;
        try {
            return Long.compare(Long.parseLong(value), Long.parseLong(values.getFirst()));
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
