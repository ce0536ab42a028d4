package dev.navarch.resources.admission;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.tree.Tree;
import tools.jackson.databind.node.ObjectNode;

/** How the kinds of the group are shown. */
final class AdmissionColumns {
    static final TableColumns WEBHOOKS = ColumnForm.named()
            .number("Webhooks", "How many there are.", of -> of.path("webhooks").size())
            .age()
            .columns();

    static final TableColumns VALIDATING_POLICY = ColumnForm.named()
            .number(
                    "Validations",
                    "How many expressions it has.",
                    of -> of.path("spec").path("validations").size())
            .text("ParamKind", "Of which kind its parameters are.", AdmissionColumns::paramKind)
            .age()
            .columns();

    static final TableColumns MUTATING_POLICY = ColumnForm.named()
            .number(
                    "Mutations",
                    "How many changes it makes.",
                    of -> of.path("spec").path("mutations").size())
            .text("ParamKind", "Of which kind its parameters are.", AdmissionColumns::paramKind)
            .age()
            .columns();

    static final TableColumns BINDING = ColumnForm.named()
            .text("PolicyName", "The policy.", of -> Tree.text(of.path("spec"), "policyName"))
            .text("ParamRef", "Its parameters.", AdmissionColumns::paramRef)
            .age()
            .columns();

    private AdmissionColumns() {}

    private static String paramKind(ObjectNode policy) {
        var kind = policy.path("spec").path("paramKind");
        return kind.isObject() ? Tree.text(kind, "apiVersion") + "/" + Tree.text(kind, "kind") : Cells.UNSET;
    }

    private static String paramRef(ObjectNode binding) {
        var reference = binding.path("spec").path("paramRef");
        if (!reference.isObject()) return Cells.UNSET;
        var namespace = Tree.text(reference, "namespace");
        var name = Cells.or(reference.path("name"), "*");
        return namespace.isEmpty() ? name : namespace + "/" + name;
    }
}
