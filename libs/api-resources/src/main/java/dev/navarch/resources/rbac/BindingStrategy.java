package dev.navarch.resources.rbac;

import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.format.NameRule;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Of role bindings, in a namespace and in the cluster. */
final class BindingStrategy extends KindStrategy {
    private static final String GROUP = "rbac.authorization.k8s.io";

    private final boolean namespaced;

    BindingStrategy(boolean namespaced) {
        this.namespaced = namespaced;
    }

    @Override
    public NameRule nameRule() {
        return NameRule.PATH_SEGMENT;
    }

    @Override
    public void applyDefaults(ObjectNode binding) {
        Tree.fill(Tree.object(binding, "roleRef"), "apiGroup", GROUP);
        for (var subject : Tree.objects(binding, "subjects"))
            if (!Tree.text(subject, "kind").equals("ServiceAccount")
                    && List.of("User", "Group").contains(Tree.text(subject, "kind")))
                Tree.fill(subject, "apiGroup", GROUP);
    }

    @Override
    protected void validate(Field binding) {
        var role = binding.get("roleRef");
        if (!role.get("apiGroup").text().equals(GROUP)) role.get("apiGroup").notSupported(List.of(GROUP));
        role.get("kind").oneOf(namespaced ? List.of("Role", "ClusterRole") : List.of("ClusterRole"));
        role.get("name").needs(Names::pathSegment);
        for (var subject : binding.get("subjects").items()) subject(subject);
    }

    private void subject(Field subject) {
        var name = subject.get("name");
        var group = subject.get("apiGroup");
        name.needed();
        switch (subject.get("kind").text()) {
            case "ServiceAccount" -> {
                if (name.notEmpty()) name.mustBe(Names::dnsSubdomain);
                if (group.notEmpty()) group.notSupported(List.of(""));
                if (!namespaced) subject.get("namespace").needed();
            }
            case "User", "Group" -> {
                if (!group.text().equals(GROUP)) group.notSupported(List.of(GROUP));
            }
            default -> subject.get("kind").notSupported(List.of("ServiceAccount", "User", "Group"));
        }
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        if (!updated.get("roleRef").sameAs(stored.get("roleRef")))
            updated.get("roleRef").invalid("cannot change roleRef");
    }

    @Override
    public boolean allowsCreateOnUpdate() {
        return true;
    }
}
