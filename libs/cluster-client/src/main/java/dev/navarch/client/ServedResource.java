package dev.navarch.client;

import java.util.Set;

/** A resource that the server serves, and where. */
public record ServedResource(
        String group, String version, String plural, String kind, boolean namespaced, Set<String> verbs) {
    public ServedResource {
        verbs = Set.copyOf(verbs);
    }

    public String apiVersion() {
        return group.isEmpty() ? version : group + "/" + version;
    }

    public boolean supports(String verb) {
        return verbs.contains(verb);
    }

    /** @param namespace empty for all namespaces and for cluster-scoped resources */
    public String path(String namespace) {
        var root = group.isEmpty() ? "/api/" + version : "/apis/" + group + "/" + version;
        return namespaced && !namespace.isEmpty()
                ? root + "/namespaces/" + namespace + "/" + plural
                : root + "/" + plural;
    }

    /** As in messages: {@code pods}, {@code deployments.apps}. */
    public String groupResource() {
        return group.isEmpty() ? plural : plural + "." + group;
    }
}
