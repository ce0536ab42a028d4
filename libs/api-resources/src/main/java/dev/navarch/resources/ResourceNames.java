package dev.navarch.resources;

import dev.navarch.machinery.name.GroupResource;
import dev.navarch.machinery.name.GroupVersion;
import dev.navarch.machinery.name.GroupVersionKind;
import dev.navarch.machinery.name.GroupVersionResource;
import java.util.List;
import java.util.Set;

/** What discovery says of a resource. */
public record ResourceNames(
        GroupVersion groupVersion,
        String kind,
        String plural,
        String singular,
        boolean namespaced,
        List<String> shortNames,
        List<String> categories,
        Set<String> verbs,
        String storageVersionHash) {
    public ResourceNames {
        shortNames = List.copyOf(shortNames);
        categories = List.copyOf(categories);
        verbs = Set.copyOf(verbs);
    }

    public GroupVersionKind groupVersionKind() {
        return groupVersion.kind(kind);
    }

    public GroupVersionResource groupVersionResource() {
        return new GroupVersionResource(groupVersion.group(), groupVersion.version(), plural);
    }

    public GroupResource groupResource() {
        return new GroupResource(groupVersion.group(), plural);
    }
}
