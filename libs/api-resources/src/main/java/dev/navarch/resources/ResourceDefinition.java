package dev.navarch.resources;

import java.util.List;

/**
 * One resource the server serves.
 *
 * @param schema the definition's name, such as {@code io.k8s.api.core.v1.Pod}
 * @param stored false for kinds that are only answered, such as SubjectAccessReview
 * @param actedOn false for kinds that are stored but that no loop of ours acts on yet
 */
public record ResourceDefinition(
        ResourceNames names,
        String schema,
        ResourceStrategy strategy,
        TableColumns columns,
        List<Subresource> subresources,
        boolean stored,
        boolean actedOn) {
    public ResourceDefinition {
        subresources = List.copyOf(subresources);
    }

    /** What discovery says of a subresource; group and version are those of {@code kind} where it is a foreign one. */
    public record Subresource(String name, String group, String version, String kind, List<String> verbs) {
        public Subresource {
            verbs = List.copyOf(verbs);
        }
    }
}
