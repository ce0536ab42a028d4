package dev.navarch.resources.service;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class EndpointsColumns implements TableColumns {
    private static final List<Column> COLUMNS =
            List.of(Cells.NAME, Cells.text("Endpoints", "Where the service is, in part."), Cells.AGE);

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode endpoints, Instant now) {
        var points = new ArrayList<String>();
        for (var subset : endpoints.path("subsets")) {
            for (var address : subset.path("addresses")) {
                if (subset.path("ports").isEmpty()) points.add(Tree.text(address, "ip"));
                for (var port : subset.path("ports"))
                    points.add(
                            hostPort(Tree.text(address, "ip"), port.path("port").asInt(0)));
            }
        }
        var text = points.isEmpty() ? Cells.NONE : Cells.few(points, ",", 3);
        return Cells.row(Cells.name(endpoints), text, Cells.age(endpoints, now));
    }

    private static String hostPort(String ip, int port) {
        return ip.contains(":") ? "[" + ip + "]:" + port : ip + ":" + port;
    }
}
