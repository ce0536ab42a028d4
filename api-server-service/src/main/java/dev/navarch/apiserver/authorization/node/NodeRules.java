package dev.navarch.apiserver.authorization.node;

import dev.navarch.apiserver.request.RequestInfo;
import java.util.List;
import java.util.Set;

/** What every node agent may do, whichever pods it has. NodeRestriction then narrows writes to its own node and pods. */
final class NodeRules {
    private static final List<Rule> RULES = List.of(
            allow(Set.of("tokenreviews.authentication.k8s.io"), "create"),
            allow(
                    Set.of(
                            "subjectaccessreviews.authorization.k8s.io",
                            "localsubjectaccessreviews.authorization.k8s.io"),
                    "create"),
            allow(Set.of("services", "endpointslices.discovery.k8s.io"), "get", "list", "watch"),
            allow(Set.of("endpoints"), "get"),
            allow(Set.of("nodes"), "create", "get", "list", "watch", "update", "patch"),
            allow(Set.of("nodes/status"), "update", "patch"),
            allow(Set.of("events", "events.events.k8s.io"), "create", "update", "patch"),
            allow(Set.of("pods"), "get", "list", "watch", "create", "delete"),
            allow(Set.of("pods/status"), "update", "patch"),
            allow(Set.of("pods/eviction"), "create"),
            allow(Set.of("certificatesigningrequests.certificates.k8s.io"), "create", "get", "list", "watch"),
            allow(Set.of("volumeattachments.storage.k8s.io"), "get"),
            allow(Set.of("csidrivers.storage.k8s.io", "runtimeclasses.node.k8s.io"), "get", "list", "watch"),
            allow(
                    Set.of("resourceslices.resource.k8s.io"),
                    "get",
                    "list",
                    "watch",
                    "create",
                    "update",
                    "patch",
                    "delete",
                    "deletecollection"));

    private NodeRules() {}

    static boolean allows(RequestInfo request) {
        var resource = request.subresource().isEmpty()
                ? request.groupResource().toString()
                : request.resource() + "/" + request.subresource();
        for (var rule : RULES)
            if (rule.verbs().contains(request.verb()) && rule.resources().contains(resource)) return true;
        return false;
    }

    private static Rule allow(Set<String> resources, String... verbs) {
        return new Rule(resources, Set.of(verbs));
    }

    private record Rule(Set<String> resources, Set<String> verbs) {}
}
