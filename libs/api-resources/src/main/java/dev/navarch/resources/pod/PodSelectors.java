package dev.navarch.resources.pod;

import dev.navarch.resources.tree.Tree;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns keys of labels that pods of one rollout share into requirements of the selectors they stand beside. */
final class PodSelectors {
    private PodSelectors() {}

    static void mergeMatchLabelKeys(ObjectNode pod) {
        var labels = pod.path("metadata").path("labels");
        var spec = Tree.object(pod, "spec");
        for (var constraint : Tree.objects(spec, "topologySpreadConstraints"))
            merge(constraint, "matchLabelKeys", "In", labels);
        var affinity = Tree.find(spec, "affinity");
        if (affinity == null) return;
        for (var kind : List.of("podAffinity", "podAntiAffinity")) {
            var pods = affinity.path(kind);
            for (var term : Tree.objects(pods, "requiredDuringSchedulingIgnoredDuringExecution")) term(term, labels);
            for (var weighted : Tree.objects(pods, "preferredDuringSchedulingIgnoredDuringExecution"))
                term(Tree.object(weighted, "podAffinityTerm"), labels);
        }
    }

    private static void term(ObjectNode term, JsonNode labels) {
        merge(term, "matchLabelKeys", "In", labels);
        merge(term, "mismatchLabelKeys", "NotIn", labels);
    }

    private static void merge(ObjectNode holder, String keys, String operator, JsonNode labels) {
        var selector = Tree.find(holder, "labelSelector");
        if (selector == null) return;
        for (var key : Tree.texts(holder, keys)) {
            if (!labels.has(key)) continue;
            var expressions = selector.withArray("matchExpressions");
            expressions
                    .addObject()
                    .put("key", key)
                    .put("operator", operator)
                    .putArray("values")
                    .add(Tree.text(labels, key));
        }
    }
}
