package dev.navarch.resources.scheduling;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.tree.Tree;

final class PriorityClassColumns {
    static final TableColumns COLUMNS = ColumnForm.named()
            .number("Value", "The higher, the sooner.", of -> of.path("value").asLong(0))
            .flag(
                    "Global-Default",
                    "Whether pods without a class get it.",
                    of -> of.path("globalDefault").asBoolean(false))
            .age()
            .text("PreemptionPolicy", "Whether its pods may push others out.", of -> Tree.text(of, "preemptionPolicy"))
            .columns();

    private PriorityClassColumns() {}
}
