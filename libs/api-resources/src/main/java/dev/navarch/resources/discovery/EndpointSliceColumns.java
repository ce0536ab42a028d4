package dev.navarch.resources.discovery;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.tree.Tree;
import java.util.ArrayList;
import tools.jackson.databind.node.ObjectNode;

final class EndpointSliceColumns {
    static final TableColumns COLUMNS = ColumnForm.named()
            .text("AddressType", "Of which family its addresses are.", of -> Tree.text(of, "addressType"))
            .text("Ports", "What is listened on.", EndpointSliceColumns::ports)
            .text("Endpoints", "Where, in part.", EndpointSliceColumns::endpoints)
            .age()
            .columns();

    private EndpointSliceColumns() {}

    private static String ports(ObjectNode slice) {
        var ports = new ArrayList<String>();
        for (var port : slice.path("ports"))
            ports.add(
                    port.path("port").isNumber()
                            ? Long.toString(port.path("port").asLong())
                            : port.path("name").asString("").isEmpty() ? "*" : Tree.text(port, "name"));
        return ports.isEmpty() ? Cells.UNSET : Cells.few(ports, ",", 3);
    }

    private static String endpoints(ObjectNode slice) {
        var addresses = new ArrayList<String>();
        for (var endpoint : slice.path("endpoints")) addresses.addAll(Tree.texts(endpoint, "addresses"));
        return addresses.isEmpty() ? Cells.UNSET : Cells.few(addresses, ",", 3);
    }
}
