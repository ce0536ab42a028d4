package dev.navarch.resources.flowcontrol;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

final class FlowSchemaValidation {
    private static final int MAX_PRECEDENCE = 10_000;
    private static final Map<String, String> SUBJECTS =
            new TreeMap<>(Map.of("User", "user", "Group", "group", "ServiceAccount", "serviceAccount"));
    private static final List<String> VERBS =
            List.of("create", "delete", "deletecollection", "get", "list", "patch", "proxy", "update", "watch");

    private FlowSchemaValidation() {}

    static void validate(Field schema) {
        var spec = schema.get("spec");
        var precedence = spec.get("matchingPrecedence");
        if (precedence.number() <= 0) precedence.invalid("must be a positive value");
        if (precedence.number() > MAX_PRECEDENCE) precedence.invalid("must not be greater than " + MAX_PRECEDENCE);
        if (precedence.number() == 1
                && !schema.get("metadata").get("name").text().equals("exempt"))
            precedence.invalid("only the schema named 'exempt' may have matchingPrecedence 1");
        var distinguisher = spec.get("distinguisherMethod");
        if (distinguisher.present()) distinguisher.get("type").oneOf(List.of("ByNamespace", "ByUser"));
        var level = spec.get("priorityLevelConfiguration").get("name");
        if (level.empty()) level.required("must reference a priority level");
        else level.mustBe(Names::dnsSubdomain);
        for (var rule : spec.get("rules").items()) rule(rule);
    }

    private static void rule(Field rule) {
        rule.get("subjects").needed("subjects must contain at least one value");
        for (var subject : rule.get("subjects").items()) subject(subject);
        if (rule.get("resourceRules").empty() && rule.get("nonResourceRules").empty())
            rule.required("at least one of resourceRules and nonResourceRules has to be non-empty");
        for (var resources : rule.get("resourceRules").items()) resources(resources);
        for (var urls : rule.get("nonResourceRules").items()) urls(urls);
    }

    private static void subject(Field subject) {
        var kind = subject.get("kind");
        if (!SUBJECTS.containsKey(kind.text())) {
            kind.notSupported(List.copyOf(SUBJECTS.keySet()));
            return;
        }
        SUBJECTS.forEach((named, field) -> {
            var one = subject.get(field);
            if (!named.equals(kind.text())) {
                if (one.present())
                    one.forbidden(words(field) + " is forbidden when subject kind is not '" + named + "'");
            } else if (one.absent()) {
                one.required(words(field) + " is required when subject kind is '" + named + "'");
            } else {
                named(one, named);
            }
        });
    }

    private static String words(String field) {
        return field.equals("serviceAccount") ? "serviceAccount" : field.toLowerCase(Locale.ROOT);
    }

    private static void named(Field subject, String kind) {
        var name = subject.get("name");
        if (name.needed().empty() || !kind.equals("ServiceAccount")) {
            if (kind.equals("ServiceAccount")) namespace(subject.get("namespace"));
            return;
        }
        if (!name.text().equals("*")) name.mustBe(Names::dnsSubdomain);
        namespace(subject.get("namespace"));
    }

    private static void namespace(Field namespace) {
        if (namespace.empty()) namespace.required("must specify namespace for service account");
        else namespace.mustBe(Names::dnsLabel);
    }

    private static void resources(Field rule) {
        verbs(rule.get("verbs"));
        wildcard(rule.get("apiGroups"), "resource rules must supply at least one api group", "api groups");
        wildcard(rule.get("resources"), "resource rules must supply at least one resource", "resources");
        var namespaces = rule.get("namespaces");
        if (namespaces.empty() && !rule.get("clusterScope").flag()) {
            namespaces.required("resource rules that are not cluster scoped must supply at least one namespace");
        } else if (hasWildcard(namespaces)) {
            if (namespaces.size() > 1) namespaces.invalid("if '*' is present, must not specify other namespaces");
        } else {
            for (var namespace : namespaces.items()) namespace.mustBe(Names::dnsLabel);
        }
    }

    private static void verbs(Field verbs) {
        if (!wildcard(verbs, "verbs must contain at least one value", "verbs")) return;
        if (verbs.items().stream().anyMatch(verb -> !VERBS.contains(verb.text()))) verbs.notSupported(VERBS);
    }

    /** Whether the items are still to be looked at. */
    private static boolean wildcard(Field list, String whenEmpty, String words) {
        if (list.empty()) {
            list.required(whenEmpty);
            return false;
        }
        if (!hasWildcard(list)) return true;
        if (list.size() > 1) list.invalid("if '*' is present, must not specify other " + words);
        return false;
    }

    private static boolean hasWildcard(Field list) {
        return list.items().stream().anyMatch(item -> item.text().equals("*"));
    }

    private static void urls(Field rule) {
        verbs(rule.get("verbs"));
        var urls = rule.get("nonResourceURLs");
        if (!wildcard(urls, "nonResourceURLs must contain at least one value", "non-resource URLs")) return;
        for (var url : urls.items()) if (!url.text().equals("/")) url(url);
    }

    private static void url(Field url) {
        var text = url.text();
        if (text.isEmpty()) url.invalid("must not be empty");
        else if (!text.startsWith("/")) url.invalid("must start with slash");
        else if (text.contains(" ")) url.invalid("must not contain white-space");
        else if (text.contains("//")) url.invalid("must not contain double slash");
        else if (text.contains("*") && !text.substring(0, text.length() - 1).matches("[^*]*/"))
            url.invalid("wildcard can only do suffix matching");
    }
}
