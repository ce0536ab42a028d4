package dev.navarch.apiserver.authorization.rbac;

import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.request.UserInfo;
import dev.navarch.machinery.name.GroupResource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Every role and binding, compiled and found by subject. Written by the watch caches' threads, one a resource; read by any.
 * A reader may see a role before or after a change, never half of one.
 */
public final class RoleBook {
    public static final String GROUP = "rbac.authorization.k8s.io";
    public static final GroupResource ROLES = new GroupResource(GROUP, "roles");
    public static final GroupResource CLUSTER_ROLES = new GroupResource(GROUP, "clusterroles");
    public static final GroupResource ROLE_BINDINGS = new GroupResource(GROUP, "rolebindings");
    public static final GroupResource CLUSTER_ROLE_BINDINGS = new GroupResource(GROUP, "clusterrolebindings");

    private final Map<Binding.RoleRef, List<PolicyRule>> roles = new ConcurrentHashMap<>();
    private final Map<BindingKey, Binding> bindings = new ConcurrentHashMap<>();
    private final Map<SubjectKey, Map<BindingKey, Binding>> bySubject = new ConcurrentHashMap<>();

    /** @param namespace empty for cluster-wide bindings */
    private record BindingKey(String namespace, String name) {}

    private record SubjectKey(String namespace, Subject subject) {}

    public void follow(ObjectReader objects) {
        objects.subscribe(ROLES, new Roles(false));
        objects.subscribe(CLUSTER_ROLES, new Roles(true));
        objects.subscribe(ROLE_BINDINGS, new Bindings(false));
        objects.subscribe(CLUSTER_ROLE_BINDINGS, new Bindings(true));
    }

    /** @return null when there is no such role */
    @Nullable
    List<PolicyRule> rules(Binding.RoleRef role) {
        return roles.get(role);
    }

    /**
     * Visits the bindings that give the user something: the cluster-wide ones, then those of the namespace.
     *
     * @param namespace empty for cluster-wide ones only
     */
    void visit(UserInfo user, String namespace, BiConsumer<Binding, Subject> visitor) {
        visitScope(user, "", visitor);
        if (!namespace.isEmpty()) visitScope(user, namespace, visitor);
    }

    private void visitScope(UserInfo user, String namespace, BiConsumer<Binding, Subject> visitor) {
        visitSubject(namespace, new Subject(Subject.Kind.USER, user.name()), visitor);
        for (var group : user.groups()) visitSubject(namespace, new Subject(Subject.Kind.GROUP, group), visitor);
    }

    private void visitSubject(String namespace, Subject subject, BiConsumer<Binding, Subject> visitor) {
        var found = bySubject.get(new SubjectKey(namespace, subject));
        if (found != null) found.values().forEach(binding -> visitor.accept(binding, subject));
    }

    private void put(Binding binding) {
        var key = new BindingKey(binding.namespace(), binding.name());
        var before = bindings.put(key, binding);
        for (var subject : binding.subjects())
            bySubject
                    .computeIfAbsent(new SubjectKey(binding.namespace(), subject), _ -> new ConcurrentHashMap<>())
                    .put(key, binding);
        if (before == null) return;
        for (var subject : before.subjects()) if (!binding.subjects().contains(subject)) drop(before, subject);
    }

    private void remove(BindingKey key) {
        var before = bindings.remove(key);
        if (before != null) for (var subject : before.subjects()) drop(before, subject);
    }

    private void drop(Binding binding, Subject subject) {
        bySubject.computeIfPresent(new SubjectKey(binding.namespace(), subject), (_, found) -> {
            found.remove(new BindingKey(binding.namespace(), binding.name()));
            return found.isEmpty() ? null : found;
        });
    }

    private static String namespace(ObjectNode object) {
        return object.path("metadata").path("namespace").asString("");
    }

    private static String name(ObjectNode object) {
        return object.path("metadata").path("name").asString("");
    }

    private final class Roles implements ObjectReader.ObjectListener {
        private final boolean clusterWide;

        Roles(boolean clusterWide) {
            this.clusterWide = clusterWide;
        }

        @Override
        public void put(ObjectNode role) {
            roles.put(new Binding.RoleRef(namespace(role), name(role)), PolicyRule.rules(role));
        }

        @Override
        public void deleted(ObjectNode last) {
            roles.remove(new Binding.RoleRef(namespace(last), name(last)));
        }

        @Override
        public void reset() {
            roles.keySet().removeIf(role -> role.namespace().isEmpty() == clusterWide);
        }
    }

    private final class Bindings implements ObjectReader.ObjectListener {
        private final boolean clusterWide;

        Bindings(boolean clusterWide) {
            this.clusterWide = clusterWide;
        }

        @Override
        public void put(ObjectNode binding) {
            RoleBook.this.put(Binding.of(binding));
        }

        @Override
        public void deleted(ObjectNode last) {
            remove(new BindingKey(namespace(last), name(last)));
        }

        @Override
        public void reset() {
            bindings.keySet().stream()
                    .filter(key -> key.namespace().isEmpty() == clusterWide)
                    .toList()
                    .forEach(RoleBook.this::remove);
        }
    }
}
