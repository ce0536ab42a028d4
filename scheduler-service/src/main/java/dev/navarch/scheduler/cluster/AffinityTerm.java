package dev.navarch.scheduler.cluster;

import dev.navarch.scheduler.selector.LabelMatcher;
import io.kubernetes.client.openapi.models.V1PodAffinityTerm;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which pods, in which namespaces, within which topology. */
public record AffinityTerm(
        Set<String> namespaces, LabelMatcher namespaceSelector, LabelMatcher pods, String topologyKey) {
    public AffinityTerm {
        namespaces = Set.copyOf(namespaces);
    }

    /** The labels of a namespace, for terms that select namespaces. */
    @FunctionalInterface
    public interface NamespaceLabels {
        Map<String, String> of(String namespace);
    }

    static List<AffinityTerm> allOf(@Nullable List<V1PodAffinityTerm> terms, String ownNamespace) {
        if (terms == null || terms.isEmpty()) return List.of();
        var all = new ArrayList<AffinityTerm>(terms.size());
        for (var term : terms) all.add(of(term, ownNamespace));
        return List.copyOf(all);
    }

    public static AffinityTerm of(V1PodAffinityTerm term, String ownNamespace) {
        var namespaces = term.getNamespaces() == null ? List.<String>of() : term.getNamespaces();
        var ownOnly = namespaces.isEmpty() && term.getNamespaceSelector() == null;
        return new AffinityTerm(
                ownOnly ? Set.of(ownNamespace) : Set.copyOf(namespaces),
                LabelMatcher.of(term.getNamespaceSelector()),
                LabelMatcher.of(term.getLabelSelector()),
                term.getTopologyKey());
    }

    public boolean matches(PodInfo pod, NamespaceLabels labels) {
        return pods.matches(pod.labels()) && coversNamespace(pod.namespace(), labels);
    }

    private boolean coversNamespace(String namespace, NamespaceLabels labels) {
        return namespaces.contains(namespace)
                || (namespaceSelector.requirements() != null && namespaceSelector.matches(labels.of(namespace)));
    }
}
