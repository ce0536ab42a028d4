package dev.navarch.resources.networking;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.form.ColumnForm;
import dev.navarch.resources.tree.Tree;
import java.util.ArrayList;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

final class IngressColumns {
    static final TableColumns COLUMNS = ColumnForm.named()
            .text("Class", "Who serves it.", of -> Cells.or(of.path("spec").path("ingressClassName"), Cells.NONE))
            .text("Hosts", "The names it answers to.", IngressColumns::hosts)
            .text("Address", "Where it is reached.", IngressColumns::addresses)
            .text(
                    "Ports",
                    "What it listens on.",
                    of -> of.path("spec").path("tls").isEmpty() ? "80" : "80, 443")
            .age()
            .columns();

    private IngressColumns() {}

    private static String hosts(ObjectNode ingress) {
        var hosts = new ArrayList<String>();
        for (var rule : ingress.path("spec").path("rules")) {
            var host = Tree.text(rule, "host");
            if (!host.isEmpty()) hosts.add(host);
        }
        return hosts.isEmpty() ? "*" : Cells.few(hosts, ",", 3);
    }

    private static String addresses(ObjectNode ingress) {
        var addresses = new TreeSet<String>();
        for (var point : ingress.path("status").path("loadBalancer").path("ingress"))
            addresses.add(Cells.or(point.path("ip"), Tree.text(point, "hostname")));
        return String.join(",", addresses);
    }
}
