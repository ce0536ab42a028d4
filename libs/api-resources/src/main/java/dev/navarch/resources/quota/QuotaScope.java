package dev.navarch.resources.quota;

import dev.navarch.resources.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** One condition on the objects that a quota counts. */
public record QuotaScope(String name, String operator, List<String> values) {
    public QuotaScope {
        values = List.copyOf(values);
    }

    /** Both forms: plain scopes, and the selector's expressions. */
    public static List<QuotaScope> of(JsonNode quotaSpec) {
        var scopes = new ArrayList<QuotaScope>();
        for (var name : Tree.texts(quotaSpec, "scopes")) scopes.add(new QuotaScope(name, "Exists", List.of()));
        for (var expression : quotaSpec.path("scopeSelector").path("matchExpressions"))
            scopes.add(new QuotaScope(
                    Tree.text(expression, "scopeName"),
                    Tree.text(expression, "operator"),
                    Tree.texts(expression, "values")));
        return scopes;
    }

    /** For a scope that is a name the object carries; empty for one that carries none. */
    boolean selects(String actual) {
        return switch (operator) {
            case "In" -> values.contains(actual);
            case "NotIn" -> !values.contains(actual);
            case "DoesNotExist" -> actual.isEmpty();
            default -> !actual.isEmpty();
        };
    }
}
