package dev.navarch.apiserver.admission.podsecurity;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/** What a pod does that a policy does not allow: first by the rules of the baseline, then by the stricter ones. */
final class Checks {
    private Checks() {}

    static List<Violation> violations(PodView pod, Policy policy) {
        var found = new ArrayList<Violation>();
        for (var check : checks(policy)) {
            var violation = check.violation().apply(pod);
            if (violation != null) found.add(violation);
        }
        return found;
    }

    static String details(List<Violation> violations) {
        return violations.stream().map(Violation::text).collect(Collectors.joining(", "));
    }

    static String reasons(List<Violation> violations) {
        return violations.stream().map(Violation::reason).collect(Collectors.joining(", "));
    }

    private static List<Check> checks(Policy policy) {
        if (policy.allowsAll()) return List.of();
        var all = new ArrayList<>(BaselineChecks.ALL);
        if (policy.level() == Level.RESTRICTED) all.addAll(RestrictedChecks.ALL);
        all.removeIf(check -> check.since() > policy.minor());
        var overridden = new HashSet<String>();
        for (var check : all) overridden.add(check.overrides());
        all.removeIf(check -> overridden.contains(check.id()));
        return all;
    }
}
