package dev.navarch.scheduler.selector;

import io.kubernetes.client.openapi.models.V1NodeSelector;
import io.kubernetes.client.openapi.models.V1NodeSelectorTerm;
import io.kubernetes.client.openapi.models.V1PodSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which nodes a pod accepts: its nodeSelector and its required node affinity. */
public record NodeAffinityMatcher(
        Map<String, String> nodeSelector, @Nullable List<NodeSelectorTerm> terms) {
    private static final NodeAffinityMatcher ANY = new NodeAffinityMatcher(Map.of(), null);

    public NodeAffinityMatcher {
        nodeSelector = Map.copyOf(nodeSelector);
        terms = terms == null ? null : List.copyOf(terms);
    }

    public static NodeAffinityMatcher of(V1PodSpec spec) {
        var affinity = spec.getAffinity() == null ? null : spec.getAffinity().getNodeAffinity();
        var required = affinity == null ? null : affinity.getRequiredDuringSchedulingIgnoredDuringExecution();
        var labels = spec.getNodeSelector();
        if (required == null && (labels == null || labels.isEmpty())) return ANY;
        return new NodeAffinityMatcher(labels == null ? Map.of() : labels, required == null ? null : terms(required));
    }

    public static List<NodeSelectorTerm> terms(V1NodeSelector selector) {
        return selector.getNodeSelectorTerms() == null
                ? List.of()
                : selector.getNodeSelectorTerms().stream()
                        .map(NodeAffinityMatcher::term)
                        .toList();
    }

    public static NodeSelectorTerm term(V1NodeSelectorTerm term) {
        return NodeSelectorTerm.of(term);
    }

    public boolean matchesEverything() {
        return nodeSelector.isEmpty() && terms == null;
    }

    public boolean matches(String nodeName, Map<String, String> labels) {
        for (var entry : nodeSelector.entrySet()) {
            if (!entry.getValue().equals(labels.get(entry.getKey()))) return false;
        }
        return terms == null || terms.stream().anyMatch(term -> term.matches(nodeName, labels));
    }

    /** The only nodes that can match, where every term names its node; null where any node may. */
    public @Nullable Set<String> namedNodes() {
        if (terms == null || terms.isEmpty()) return null;
        var names = new HashSet<String>();
        for (var term : terms) {
            var named = term.namedNodes();
            if (named == null) return null;
            names.addAll(named);
        }
        return names;
    }
}
