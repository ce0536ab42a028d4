package dev.navarch.resources.runtime;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.tree.Tree;

final class RuntimeClassColumns {
    static final TableColumns COLUMNS = ColumnForm.named()
            .text("Handler", "What the container runtime calls it.", of -> Tree.text(of, "handler"))
            .age()
            .columns();

    private RuntimeClassColumns() {}
}
