package dev.navarch.machinery.selector;

import dev.navarch.machinery.selector.Requirement.Operator;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the LabelSelector that objects carry. */
final class LabelSelectorObject {
    private LabelSelectorObject() {}

    static LabelSelector read(@Nullable JsonNode selector) {
        if (selector == null || selector.isMissingNode() || selector.isNull()) return LabelSelector.NOTHING;
        var requirements = new ArrayList<Requirement>();
        selector.path("matchLabels")
                .forEachEntry((key, value) ->
                        requirements.add(new Requirement(key, Operator.EQUALS, Set.of(value.asString()))));
        for (var expression : selector.path("matchExpressions")) requirements.add(requirement(expression));
        return new LabelSelector(List.copyOf(requirements));
    }

    private static Requirement requirement(JsonNode expression) {
        var values = new LinkedHashSet<String>();
        expression.path("values").forEach(value -> values.add(value.asString()));
        return new Requirement(
                expression.path("key").asString(""),
                operator(expression.path("operator").asString("")),
                values);
    }

    private static Operator operator(String word) {
        return switch (word) {
            case "In" -> Operator.IN;
            case "NotIn" -> Operator.NOT_IN;
            case "Exists" -> Operator.EXISTS;
            case "DoesNotExist" -> Operator.DOES_NOT_EXIST;
            default -> throw new SelectorException('"' + word + "\" is not a valid label selector operator");
        };
    }
}
