package dev.navarch.machinery.openapi;

import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.name.GroupVersionKind;
import java.util.List;
import java.util.Set;

/**
 * What a document says of one resource.
 *
 * @param definition the schema's name, such as {@code io.k8s.api.core.v1.Pod}
 * @param strategicMerge false for custom resources, which have no strategic merge patch
 */
public record OpenApiResource(
        GroupVersion groupVersion,
        GroupVersionKind kind,
        String plural,
        boolean namespaced,
        Set<String> verbs,
        String definition,
        boolean strategicMerge,
        List<Subresource> subresources) {
    public OpenApiResource {
        verbs = Set.copyOf(verbs);
        subresources = List.copyOf(subresources);
    }

    /** @param definition the schema's name of its bodies; empty for streams such as exec */
    public record Subresource(String name, GroupVersionKind kind, Set<String> verbs, String definition) {
        public Subresource {
            verbs = Set.copyOf(verbs);
        }
    }
}
