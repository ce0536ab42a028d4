package dev.navarch.resources.networking;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.form.SelectorText;
import dev.navarch.resources.tree.Tree;
import tools.jackson.databind.node.ObjectNode;

/** How the smaller kinds of the group are shown. */
final class NetworkingColumns {
    static final TableColumns INGRESS_CLASS = ColumnForm.named()
            .text("Controller", "Who serves its ingresses.", of -> Tree.text(of.path("spec"), "controller"))
            .text("Parameters", "Where its settings are.", NetworkingColumns::parameters)
            .age()
            .columns();

    static final TableColumns NETWORK_POLICY = ColumnForm.named()
            .text(
                    "Pod-Selector",
                    "Which pods it is for.",
                    of -> SelectorText.shown(of.path("spec").path("podSelector")))
            .age()
            .columns();

    static final TableColumns SERVICE_CIDR = ColumnForm.named()
            .text("CIDRs", "The ranges.", of -> String.join(",", Tree.texts(of.path("spec"), "cidrs")))
            .age()
            .columns();

    static final TableColumns IP_ADDRESS = ColumnForm.named()
            .text("ParentRef", "Who has it.", NetworkingColumns::parent)
            .columns();

    private NetworkingColumns() {}

    private static String parameters(ObjectNode ingressClass) {
        var parameters = ingressClass.path("spec").path("parameters");
        if (!parameters.isObject()) return Cells.NONE;
        var group = Tree.text(parameters, "apiGroup");
        return Tree.text(parameters, "kind") + (group.isEmpty() ? "" : "." + group) + "/"
                + Tree.text(parameters, "name");
    }

    private static String parent(ObjectNode address) {
        var parent = address.path("spec").path("parentRef");
        var group = Tree.text(parent, "group");
        var namespace = Tree.text(parent, "namespace");
        return Tree.text(parent, "resource") + (group.isEmpty() ? "" : "." + group) + "/"
                + (namespace.isEmpty() ? "" : namespace + "/") + Tree.text(parent, "name");
    }
}
