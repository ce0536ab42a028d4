package dev.navarch.apiserver.authorization.rbac;

import dev.navarch.apiserver.request.RequestInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** One rule of a role. */
public record PolicyRule(
        List<String> apiGroups,
        List<String> resources,
        List<String> resourceNames,
        List<String> nonResourceUrls,
        List<String> verbs) {
    private static final String ALL = "*";

    public PolicyRule {
        apiGroups = List.copyOf(apiGroups);
        resources = List.copyOf(resources);
        resourceNames = List.copyOf(resourceNames);
        nonResourceUrls = List.copyOf(nonResourceUrls);
        verbs = List.copyOf(verbs);
    }

    static PolicyRule of(JsonNode rule) {
        return new PolicyRule(
                texts(rule, "apiGroups"),
                texts(rule, "resources"),
                texts(rule, "resourceNames"),
                texts(rule, "nonResourceURLs"),
                texts(rule, "verbs"));
    }

    /** Of a Role or ClusterRole. */
    public static List<PolicyRule> rules(JsonNode role) {
        var rules = new ArrayList<PolicyRule>();
        for (var rule : role.path("rules")) rules.add(of(rule));
        return rules;
    }

    public ObjectNode write(ObjectNode into) {
        put(into, "apiGroups", apiGroups);
        put(into, "nonResourceURLs", nonResourceUrls);
        put(into, "resourceNames", resourceNames);
        put(into, "resources", resources);
        put(into, "verbs", verbs);
        return into;
    }

    boolean allows(RequestInfo request) {
        if (!anyOf(verbs, request.verb())) return false;
        if (!request.resourceRequest()) return matchesUrl(request.path());
        return anyOf(apiGroups, request.group())
                && matchesResource(request.resource(), request.subresource())
                && (resourceNames.isEmpty() || resourceNames.contains(request.name()));
    }

    /** As in the message that refuses an escalation. */
    String compact() {
        return Stream.of(
                        part("APIGroups", apiGroups),
                        part("Resources", resources),
                        part("NonResourceURLs", nonResourceUrls),
                        part("ResourceNames", resourceNames),
                        part("Verbs", verbs))
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private boolean matchesResource(String resource, String subresource) {
        var full = subresource.isEmpty() ? resource : resource + "/" + subresource;
        for (var mine : resources) {
            if (mine.equals(ALL) || mine.equals(full)) return true;
            if (!subresource.isEmpty()
                    && mine.startsWith("*/")
                    && mine.substring(2).equals(subresource)) return true;
        }
        return false;
    }

    private boolean matchesUrl(String path) {
        for (var mine : nonResourceUrls) {
            if (mine.equals(ALL) || mine.equals(path)) return true;
            if (mine.endsWith(ALL) && path.startsWith(mine.substring(0, mine.length() - 1))) return true;
        }
        return false;
    }

    static boolean anyOf(List<String> mine, String wanted) {
        return mine.contains(ALL) || mine.contains(wanted);
    }

    private static String part(String name, List<String> values) {
        if (values.isEmpty()) return "";
        return values.stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(" ", name + ":[", "]"));
    }

    private static void put(ObjectNode into, String field, List<String> values) {
        if (values.isEmpty()) return;
        var array = into.putArray(field);
        values.forEach(array::add);
    }

    private static List<String> texts(JsonNode rule, String field) {
        var texts = new ArrayList<String>();
        for (var value : rule.path(field)) texts.add(value.asString(""));
        return texts;
    }
}
