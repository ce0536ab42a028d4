package dev.navarch.resources.service;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class ServiceColumns implements TableColumns {
    private static final List<Column> COLUMNS = List.of(
            Cells.NAME,
            Cells.text("Type", "How the service is reached."),
            Cells.text("Cluster-IP", "Its address inside of the cluster."),
            Cells.text("External-IP", "Its addresses outside of the cluster."),
            Cells.text("Port(s)", "What it listens on."),
            Cells.AGE,
            Cells.wideText("Selector", "Which pods serve it."));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode service, Instant now) {
        var spec = service.path("spec");
        return Cells.row(
                Cells.name(service),
                Tree.text(spec, "type"),
                Cells.or(spec.path("clusterIPs").path(0), Cells.or(spec.path("clusterIP"), Cells.NONE)),
                external(service),
                ports(spec),
                Cells.age(service, now),
                Cells.labels(spec.path("selector")));
    }

    private static String external(ObjectNode service) {
        var spec = service.path("spec");
        var fixed = Tree.texts(spec, "externalIPs");
        return switch (Tree.text(spec, "type")) {
            case "ClusterIP", "NodePort" -> Cells.orNone(String.join(",", fixed));
            case "LoadBalancer" -> balanced(service, fixed);
            case "ExternalName" -> Tree.text(spec, "externalName");
            default -> Cells.UNKNOWN;
        };
    }

    private static String balanced(ObjectNode service, List<String> fixed) {
        var points = new TreeSet<String>();
        for (var point : service.path("status").path("loadBalancer").path("ingress"))
            points.add(Cells.or(point.path("ip"), Tree.text(point, "hostname")));
        var all = new ArrayList<>(points);
        all.addAll(fixed);
        return all.isEmpty() ? "<pending>" : String.join(",", all);
    }

    private static String ports(JsonNode spec) {
        var ports = new ArrayList<String>();
        for (var port : spec.path("ports")) {
            var nodePort = port.path("nodePort").asInt(0);
            ports.add(port.path("port").asInt(0) + (nodePort == 0 ? "" : ":" + nodePort) + "/"
                    + Tree.text(port, "protocol"));
        }
        return Cells.orNone(String.join(",", ports));
    }
}
