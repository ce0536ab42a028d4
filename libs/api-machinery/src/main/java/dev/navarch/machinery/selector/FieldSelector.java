package dev.navarch.machinery.selector;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Terms on fields, all of which must match. */
public record FieldSelector(List<Term> terms) {
    public static final FieldSelector EVERYTHING = new FieldSelector(List.of());

    /** @param equal false for {@code !=} */
    public record Term(String field, boolean equal, String value) {}

    public FieldSelector {
        terms = List.copyOf(terms);
    }

    /**
     * Reads the syntax of the {@code fieldSelector} parameter: {@code metadata.name=a,status.phase!=Running}.
     *
     * @throws SelectorException in upstream's words
     */
    public static FieldSelector parse(@Nullable String text) {
        return text == null || text.isEmpty() ? EVERYTHING : new FieldSelector(FieldSelectorParser.parse(text));
    }

    /** The value that the field must have; null when the selector does not say. */
    public @Nullable String exactMatch(String field) {
        for (var term : terms) if (term.equal && term.field.equals(field)) return term.value;
        return null;
    }

    /** @param fields values by field; one that is not there counts as empty */
    public boolean matches(Map<String, String> fields) {
        for (var term : terms) if (term.value.equals(fields.getOrDefault(term.field, "")) != term.equal) return false;
        return true;
    }
}
