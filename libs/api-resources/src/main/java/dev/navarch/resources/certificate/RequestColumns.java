package dev.navarch.resources.certificate;

import dev.navarch.machinery.time.HumanDuration;
import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.tree.Tree;
import java.time.Duration;
import java.util.HashSet;
import tools.jackson.databind.node.ObjectNode;

final class RequestColumns {
    static final TableColumns COLUMNS = ColumnForm.named()
            .age()
            .text(
                    "SignerName",
                    "Who is to sign.",
                    of -> Cells.or(of.path("spec").path("signerName"), Cells.NONE))
            .text("Requestor", "Who asks.", of -> Tree.text(of.path("spec"), "username"))
            .text("RequestedDuration", "For how long.", of -> {
                var seconds = of.path("spec").path("expirationSeconds");
                return seconds.isNumber() ? HumanDuration.of(Duration.ofSeconds(seconds.asLong())) : Cells.NONE;
            })
            .text("Condition", "What was decided.", RequestColumns::decision)
            .columns();

    private RequestColumns() {}

    private static String decision(ObjectNode request) {
        var types = new HashSet<String>();
        for (var condition : request.path("status").path("conditions")) types.add(Tree.text(condition, "type"));
        var text = types.contains("Denied") ? "Denied" : types.contains("Approved") ? "Approved" : "Pending";
        if (types.contains("Failed")) text += ",Failed";
        return Tree.text(request.path("status"), "certificate").isEmpty() ? text : text + ",Issued";
    }
}
