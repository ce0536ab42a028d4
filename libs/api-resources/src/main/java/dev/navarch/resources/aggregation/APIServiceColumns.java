package dev.navarch.resources.aggregation;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.tree.Tree;
import tools.jackson.databind.node.ObjectNode;

final class APIServiceColumns {
    static final TableColumns COLUMNS = ColumnForm.named()
            .text("Service", "Who answers.", of -> {
                var service = of.path("spec").path("service");
                return service.isObject()
                        ? Tree.text(service, "namespace") + "/" + Tree.text(service, "name")
                        : "Local";
            })
            .text("Available", "Whether it does.", APIServiceColumns::available)
            .age()
            .columns();

    private APIServiceColumns() {}

    private static String available(ObjectNode service) {
        for (var condition : service.path("status").path("conditions"))
            if (Tree.text(condition, "type").equals("Available")) {
                var status = Tree.text(condition, "status");
                return status.equals("True") ? status : status + " (" + Tree.text(condition, "reason") + ")";
            }
        return "Unknown";
    }
}
