package dev.navarch.resources.lease;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.tree.Tree;

final class LeaseColumns {
    static final TableColumns COLUMNS = ColumnForm.named()
            .text("Holder", "Who has it.", of -> Tree.text(of.path("spec"), "holderIdentity"))
            .age()
            .columns();

    private LeaseColumns() {}
}
