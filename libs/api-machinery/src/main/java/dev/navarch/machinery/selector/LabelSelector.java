package dev.navarch.machinery.selector;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** All its requirements must match; without any it matches everything, unless it is {@link #NOTHING}. */
public record LabelSelector(List<Requirement> requirements, boolean matchesNothing) {
    public static final LabelSelector EVERYTHING = new LabelSelector(List.of(), false);
    public static final LabelSelector NOTHING = new LabelSelector(List.of(), true);

    public LabelSelector {
        requirements = List.copyOf(requirements);
    }

    public LabelSelector(List<Requirement> requirements) {
        this(requirements, false);
    }

    /**
     * Reads the syntax of the {@code labelSelector} parameter: {@code a=b,c!=d,e in (f,g),h notin (i),j,!k}.
     *
     * @throws SelectorException in upstream's words
     */
    public static LabelSelector parse(@Nullable String text) {
        return text == null || text.isBlank() ? EVERYTHING : new LabelSelector(LabelSelectorParser.parse(text));
    }

    /** From a LabelSelector object ({@code matchLabels}, {@code matchExpressions}); a missing one matches nothing, an empty one everything. */
    public static LabelSelector of(@Nullable JsonNode selector) {
        return LabelSelectorObject.read(selector);
    }

    /** From a plain map, as in a Service's selector. */
    public static LabelSelector ofLabels(Map<String, String> labels) {
        return new LabelSelector(labels.entrySet().stream()
                .map(label -> new Requirement(
                        label.getKey(), Requirement.Operator.EQUALS, java.util.Set.of(label.getValue())))
                .toList());
    }

    public boolean matchesEverything() {
        return requirements.isEmpty() && !matchesNothing;
    }

    public boolean matches(Map<String, String> labels) {
        if (matchesNothing) return false;
        for (var requirement : requirements) if (!requirement.matches(labels)) return false;
        return true;
    }

    /** In the string syntax. */
    @Override
    public String toString() {
        return requirements.stream().map(Requirement::toString).collect(Collectors.joining(","));
    }
}
