package dev.navarch.resources.device;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.tree.Tree;
import java.util.ArrayList;
import tools.jackson.databind.node.ObjectNode;

/** How the kinds of the group are shown. */
final class DeviceColumns {
    static final TableColumns NAME_AND_AGE = ColumnForm.named().age().columns();

    static final TableColumns CLAIM = ColumnForm.named()
            .text("State", "How far it is.", DeviceColumns::state)
            .age()
            .columns();

    static final TableColumns SLICE = ColumnForm.named()
            .text(
                    "Node",
                    "Where its devices are.",
                    of -> Cells.or(of.path("spec").path("nodeName"), Cells.UNSET))
            .text("Driver", "Whose they are.", of -> Tree.text(of.path("spec"), "driver"))
            .text(
                    "Pool",
                    "Which pool they are in.",
                    of -> Tree.text(of.path("spec").path("pool"), "name"))
            .age()
            .columns();

    private DeviceColumns() {}

    private static String state(ObjectNode claim) {
        var states = new ArrayList<String>();
        if (claim.path("metadata").hasNonNull("deletionTimestamp")) states.add("deleted");
        var status = claim.path("status");
        states.add(status.path("allocation").isObject() ? "allocated" : "pending");
        if (!status.path("reservedFor").isEmpty()) states.add("reserved");
        return String.join(",", states);
    }
}
