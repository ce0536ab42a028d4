package dev.navarch.client.memory;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Label and field selectors in their text form, over an object's tree. */
record ObjectSelector(List<Predicate<JsonObject>> terms) {
    private static final Pattern SET = Pattern.compile("(\\S+)\\s+(in|notin)\\s+\\(([^)]*)\\)");

    static ObjectSelector of(String namespace, String labels, String fields) {
        var terms = new ArrayList<Predicate<JsonObject>>();
        if (!namespace.isEmpty()) {
            terms.add(object -> namespace.equals(value(object, "metadata.namespace")));
        }
        split(labels).forEach(term -> terms.add(labelTerm(term.strip())));
        split(fields).forEach(term -> terms.add(equalityTerm(term.strip(), ObjectSelector::field)));
        return new ObjectSelector(terms);
    }

    boolean matches(JsonObject object) {
        return terms.stream().allMatch(term -> term.test(object));
    }

    private static List<String> split(String selector) {
        return selector.isBlank() ? List.of() : Arrays.asList(selector.split(",(?![^(]*\\))"));
    }

    private static Predicate<JsonObject> labelTerm(String term) {
        var set = SET.matcher(term);
        if (set.matches()) {
            var values =
                    Arrays.stream(set.group(3).split(",")).map(String::strip).collect(Collectors.toSet());
            return setTerm(set.group(1), values, set.group(2).equals("in"));
        }
        if (term.contains("=")) {
            return equalityTerm(term, ObjectSelector::label);
        }
        return term.startsWith("!")
                ? object -> label(object, term.substring(1)) == null
                : object -> label(object, term) != null;
    }

    private static Predicate<JsonObject> setTerm(String key, Set<String> values, boolean in) {
        return object -> {
            var value = label(object, key);
            return (value != null && values.contains(value)) == in;
        };
    }

    private interface Field {
        @Nullable
        String of(JsonObject object, String name);
    }

    private static Predicate<JsonObject> equalityTerm(String term, Field field) {
        var negative = term.contains("!=");
        var parts = term.split(negative ? "!=" : "==?", 2);
        return object -> parts[1].strip().equals(field.of(object, parts[0].strip())) != negative;
    }

    private static @Nullable String label(JsonObject object, String key) {
        var labels = object.getAsJsonObject("metadata").getAsJsonObject("labels");
        return labels == null || !labels.has(key) ? null : labels.get(key).getAsString();
    }

    private static String field(JsonObject object, String path) {
        var value = value(object, path);
        return value == null ? "" : value;
    }

    private static @Nullable String value(JsonObject object, String path) {
        JsonElement at = object;
        for (var step : path.split("\\.")) {
            at = at.isJsonObject() ? at.getAsJsonObject().get(step) : null;
            if (at == null) {
                return null;
            }
        }
        return at.isJsonPrimitive() ? at.getAsString() : null;
    }
}
