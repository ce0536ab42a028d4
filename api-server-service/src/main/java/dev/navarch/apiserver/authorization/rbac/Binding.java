package dev.navarch.apiserver.authorization.rbac;

import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** @param namespace empty for a ClusterRoleBinding */
record Binding(String namespace, String name, RoleRef role, Set<Subject> subjects) {
    /** @param namespace where the role is; empty for a ClusterRole */
    record RoleRef(String namespace, String name) {
        String kind() {
            return namespace.isEmpty() ? "ClusterRole" : "Role";
        }

        /** As upstream says that it is missing. */
        String notFound() {
            return (namespace.isEmpty() ? "clusterrole" : "role") + ".rbac.authorization.k8s.io \"" + name
                    + "\" not found";
        }
    }

    static Binding of(JsonNode binding) {
        var namespace = binding.path("metadata").path("namespace").asString("");
        var subjects = new LinkedHashSet<Subject>();
        for (var subject : binding.path("subjects")) subjects.add(Subject.of(subject, namespace));
        return new Binding(
                namespace, binding.path("metadata").path("name").asString(""), roleOf(binding, namespace), subjects);
    }

    static RoleRef roleOf(JsonNode binding, String namespace) {
        var reference = binding.path("roleRef");
        var clusterWide = "ClusterRole".equals(reference.path("kind").asString(""));
        return new RoleRef(clusterWide ? "" : namespace, reference.path("name").asString(""));
    }

    String reasonFor(Subject subject) {
        var what = namespace.isEmpty() ? "ClusterRoleBinding \"" + name : "RoleBinding \"" + name + "/" + namespace;
        return "RBAC: allowed by " + what + "\" of " + role.kind() + " \"" + role.name() + "\" to "
                + subject.describe();
    }
}
