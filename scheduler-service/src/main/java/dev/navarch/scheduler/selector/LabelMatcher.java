package dev.navarch.scheduler.selector;

import io.kubernetes.client.openapi.models.V1LabelSelector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A LabelSelector: all of its requirements. The null selector matches nothing, the empty one everything. */
public record LabelMatcher(@Nullable List<Requirement> requirements) {
    public static final LabelMatcher NOTHING = new LabelMatcher(null);

    public LabelMatcher {
        requirements = requirements == null ? null : List.copyOf(requirements);
    }

    public static LabelMatcher of(@Nullable V1LabelSelector selector) {
        if (selector == null) return NOTHING;
        var requirements = new ArrayList<Requirement>();
        var labels = selector.getMatchLabels();
        if (labels != null) labels.forEach((key, value) -> requirements.add(Requirement.of(key, "In", List.of(value))));
        var expressions = selector.getMatchExpressions();
        if (expressions != null)
            expressions.forEach(
                    line -> requirements.add(Requirement.of(line.getKey(), line.getOperator(), line.getValues())));
        return new LabelMatcher(requirements);
    }

    public boolean matches(Map<String, String> labels) {
        if (requirements == null) return false;
        for (var requirement : requirements) {
            if (!requirement.matches(labels)) return false;
        }
        return true;
    }
}
