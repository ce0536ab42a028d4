package dev.navarch.apiserver.admission.podsecurity;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** Tells whoever makes a namespace stricter which of its pods would not be let in any more. */
final class ExistingPods {
    private static final int MOST = 3000;

    private ExistingPods() {}

    static void warn(List<ObjectNode> pods, String namespace, Policy policy, Consumer<String> warnings) {
        var byReasons = new LinkedHashMap<String, List<String>>();
        for (var pod : pods.subList(0, Math.min(MOST, pods.size()))) {
            var found = Checks.violations(new PodView(pod.path("metadata"), pod.path("spec")), policy);
            if (!found.isEmpty())
                byReasons
                        .computeIfAbsent(Checks.reasons(found), reasons -> new ArrayList<>())
                        .add(pod.path("metadata").path("name").asString(""));
        }
        if (byReasons.isEmpty()) return;
        warnings.accept("existing pods in namespace \"" + namespace + "\" violate the new PodSecurity enforce level \""
                + policy + "\"");
        byReasons.forEach(
                (reasons, names) -> warnings.accept(names.getFirst() + others(names.size() - 1) + ": " + reasons));
    }

    private static String others(int count) {
        return count == 0 ? "" : " (and " + count + " other " + Violation.plural("pod", count) + ")";
    }
}
