package dev.navarch.resources.admission;

import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;

/** The rules for which requests a webhook or a policy is asked about. */
final class RuleValidation {
    private static final List<String> OPERATIONS = List.of("*", "CONNECT", "CREATE", "DELETE", "UPDATE");
    private static final List<String> SCOPES = List.of("*", "Cluster", "Namespaced");

    private RuleValidation() {}

    static void validate(Field rule) {
        var operations = rule.get("operations");
        if (operations.empty()) operations.required("");
        alone(operations, "operations");
        for (var operation : operations.items()) operation.oneOf(OPERATIONS);
        var groups = rule.get("apiGroups");
        if (groups.empty()) groups.required("");
        alone(groups, "API groups");
        var versions = rule.get("apiVersions");
        if (versions.empty()) versions.required("");
        alone(versions, "API versions");
        for (var version : versions.items()) version.needed();
        resources(rule.get("resources"));
        if (rule.get("scope").present()) rule.get("scope").oneOf(SCOPES);
    }

    private static void alone(Field list, String words) {
        if (list.size() > 1
                && list.items().stream().anyMatch(item -> item.text().equals("*")))
            list.invalid("if '*' is present, must not specify other " + words);
    }

    private static void resources(Field resources) {
        if (resources.empty()) {
            resources.required("");
            return;
        }
        var whole = new HashSet<String>();
        var everySub = new HashSet<String>();
        for (var resource : resources.items()) {
            var text = resource.text();
            if (text.isEmpty()) {
                resource.required("");
                continue;
            }
            if (text.equals("*/*") && resources.size() > 1)
                resources.invalid("if '*/*' is present, must not specify other resources");
            if (text.equals("*")) {
                for (var other : resources.items())
                    if (!other.text().contains("/") && !other.text().equals("*"))
                        resources.invalid("if '*' is present, must not specify other resources without subresources");
            }
            if (text.endsWith("/*")) whole.add(text.substring(0, text.length() - 2));
            if (text.startsWith("*/")) everySub.add(text.substring(2));
        }
        for (var resource : resources.items()) {
            var parts = resource.text().split("/", 2);
            if (parts.length < 2) continue;
            if (whole.contains(parts[0]) && !parts[1].equals("*"))
                resource.invalid("if '" + parts[0] + "/*' is present, must not specify " + resource.text());
            if (everySub.contains(parts[1]) && !parts[0].equals("*"))
                resource.invalid("if '*/" + parts[1] + "' is present, must not specify " + resource.text());
        }
    }
}
