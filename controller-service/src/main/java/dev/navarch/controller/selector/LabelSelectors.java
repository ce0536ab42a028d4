package dev.navarch.controller.selector;

import io.kubernetes.client.openapi.models.V1LabelSelector;
import io.kubernetes.client.openapi.models.V1LabelSelectorRequirement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

public final class LabelSelectors {
    private LabelSelectors() {}

    /** No selector matches nothing, an empty one everything. */
    public static boolean matches(@Nullable V1LabelSelector selector, @Nullable Map<String, String> labels) {
        if (selector == null) {
            return false;
        }
        Map<String, String> present = labels == null ? Map.of() : labels;
        return containsAll(present, selector.getMatchLabels())
                && (selector.getMatchExpressions() == null
                        || selector.getMatchExpressions().stream().allMatch(term -> holds(term, present)));
    }

    public static boolean isEmpty(@Nullable V1LabelSelector selector) {
        return selector == null
                || ((selector.getMatchLabels() == null
                                || selector.getMatchLabels().isEmpty())
                        && (selector.getMatchExpressions() == null
                                || selector.getMatchExpressions().isEmpty()));
    }

    /** All of these labels; none asked for means yes. */
    public static boolean containsAll(@Nullable Map<String, String> labels, @Nullable Map<String, String> wanted) {
        if (wanted == null || wanted.isEmpty()) {
            return true;
        }
        return labels != null
                && wanted.entrySet().stream().allMatch(entry -> entry.getValue().equals(labels.get(entry.getKey())));
    }

    private static boolean holds(V1LabelSelectorRequirement term, Map<String, String> labels) {
        var value = labels.get(term.getKey());
        return switch (term.getOperator()) {
            case "In" -> value != null && term.getValues().contains(value);
            case "NotIn" -> value == null || !term.getValues().contains(value);
            case "Exists" -> value != null;
            case "DoesNotExist" -> value == null;
            default -> false;
        };
    }
}
