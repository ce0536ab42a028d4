package dev.navarch.resources.pod;

import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** While a pod is gated, its demands on nodes may become stricter. */
final class GatedAffinity {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";

    private GatedAffinity() {}

    /** Puts the node affinity back into {@code now} where its change is allowed. */
    static void validate(Field spec, Field before, ObjectNode now, ObjectNode was) {
        var affinity = spec.get("affinity").get("nodeAffinity");
        var terms = affinity.get(REQUIRED).get("nodeSelectorTerms");
        var old = before.get("affinity").get("nodeAffinity").get(REQUIRED).get("nodeSelectorTerms");
        if (old.size() > 0) narrower(terms, old);
        restore(now, was);
    }

    private static void narrower(Field terms, Field old) {
        if (terms.size() != old.size()) {
            terms.invalid("no additions/deletions to non-empty NodeSelectorTerms list are allowed");
            return;
        }
        for (int at = 0; at < old.size(); at++) {
            var term = terms.items().get(at);
            var was = old.items().get(at);
            if (!startsWith(term.value(), was.value(), "matchExpressions")
                    || !startsWith(term.value(), was.value(), "matchFields"))
                term.invalid("only additions are allowed (no mutations or deletions)");
        }
    }

    private static boolean startsWith(JsonNode now, JsonNode was, String list) {
        for (int at = 0; at < was.path(list).size(); at++)
            if (!was.path(list).get(at).equals(now.path(list).get(at))) return false;
        return true;
    }

    private static void restore(ObjectNode now, ObjectNode was) {
        var old = was.path("affinity").path("nodeAffinity");
        var affinity = Tree.object(now, "affinity");
        if (old.isMissingNode()) affinity.remove("nodeAffinity");
        else affinity.set("nodeAffinity", old.deepCopy());
        if (affinity.isEmpty() && !was.has("affinity")) now.remove("affinity");
    }
}
