package dev.navarch.apiserver.authorization.rbac;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Whether some rules give all that others do. Decided on rules of one verb, one group, one resource and one name each. */
public final class RuleCoverage {
    private RuleCoverage() {}

    /** @return the single rules of {@code wanted} that {@code held} does not give */
    public static List<PolicyRule> missing(List<PolicyRule> held, List<PolicyRule> wanted) {
        var missing = new LinkedHashSet<PolicyRule>();
        for (var rule : wanted)
            for (var single : singles(rule))
                if (held.stream().noneMatch(own -> covers(own, single))) missing.add(single);
        return List.copyOf(missing);
    }

    /** One line a rule, sorted; verbs on the same resource stand together. */
    static String describe(List<PolicyRule> singles) {
        return compact(singles).stream()
                .map(PolicyRule::compact)
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .collect(Collectors.joining("\n"));
    }

    private static List<PolicyRule> compact(List<PolicyRule> singles) {
        var compacted = new ArrayList<PolicyRule>();
        var simple = new LinkedHashMap<List<List<String>>, List<String>>();
        for (var rule : singles) {
            if (!rule.resourceNames().isEmpty() || !rule.nonResourceUrls().isEmpty()) compacted.add(rule);
            else
                simple.computeIfAbsent(List.of(rule.apiGroups(), rule.resources()), _ -> new ArrayList<>())
                        .addAll(rule.verbs());
        }
        simple.forEach((resource, verbs) ->
                compacted.add(new PolicyRule(resource.getFirst(), resource.getLast(), List.of(), List.of(), verbs)));
        return compacted;
    }

    private static List<PolicyRule> singles(PolicyRule rule) {
        var singles = new ArrayList<PolicyRule>();
        for (var group : rule.apiGroups())
            for (var resource : rule.resources())
                for (var verb : rule.verbs())
                    if (rule.resourceNames().isEmpty()) singles.add(single(group, resource, List.of(), verb));
                    else
                        for (var name : rule.resourceNames()) singles.add(single(group, resource, List.of(name), verb));
        for (var url : rule.nonResourceUrls())
            for (var verb : rule.verbs())
                singles.add(new PolicyRule(List.of(), List.of(), List.of(), List.of(url), List.of(verb)));
        return singles;
    }

    private static PolicyRule single(String group, String resource, List<String> names, String verb) {
        return new PolicyRule(List.of(group), List.of(resource), names, List.of(), List.of(verb));
    }

    private static boolean covers(PolicyRule own, PolicyRule single) {
        if (!PolicyRule.anyOf(own.verbs(), single.verbs().getFirst())) return false;
        if (!single.nonResourceUrls().isEmpty())
            return coversUrl(own, single.nonResourceUrls().getFirst());
        return PolicyRule.anyOf(own.apiGroups(), single.apiGroups().getFirst())
                && coversResource(own, single.resources().getFirst())
                && (own.resourceNames().isEmpty()
                        || (!single.resourceNames().isEmpty()
                                && own.resourceNames().containsAll(single.resourceNames())));
    }

    private static boolean coversResource(PolicyRule own, String resource) {
        if (PolicyRule.anyOf(own.resources(), resource)) return true;
        var slash = resource.indexOf('/');
        return slash >= 0 && own.resources().contains("*" + resource.substring(slash));
    }

    private static boolean coversUrl(PolicyRule own, String url) {
        for (var mine : own.nonResourceUrls()) {
            if (mine.equals("*") || mine.equals(url)) return true;
            if (mine.endsWith("*") && url.startsWith(mine.substring(0, mine.length() - 1))) return true;
        }
        return false;
    }
}
