package dev.navarch.resources.rbac;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.tree.Tree;
import java.util.ArrayList;
import tools.jackson.databind.node.ObjectNode;

/** How bindings are shown. */
final class RbacColumns {
    static final TableColumns BINDING = ColumnForm.named()
            .text("Role", "What is granted.", binding -> {
                var role = binding.path("roleRef");
                return Tree.text(role, "kind") + "/" + Tree.text(role, "name");
            })
            .age()
            .wide("Users", "The users it is granted to.", binding -> subjects(binding, "User"))
            .wide("Groups", "The groups it is granted to.", binding -> subjects(binding, "Group"))
            .wide(
                    "ServiceAccounts",
                    "The service accounts it is granted to.",
                    binding -> subjects(binding, "ServiceAccount"))
            .columns();

    private RbacColumns() {}

    private static String subjects(ObjectNode binding, String kind) {
        var names = new ArrayList<String>();
        for (var subject : binding.path("subjects")) {
            if (!Tree.text(subject, "kind").equals(kind)) continue;
            var name = Tree.text(subject, "name");
            names.add(kind.equals("ServiceAccount") ? Tree.text(subject, "namespace") + "/" + name : name);
        }
        return String.join(", ", names);
    }
}
