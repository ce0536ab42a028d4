package dev.navarch.apiserver.bootstrap;

import dev.navarch.apiserver.authorization.rbac.PolicyRule;
import dev.navarch.apiserver.authorization.rbac.RoleBook;
import dev.navarch.machinery.name.GroupResource;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads a table of roles and bindings, one line a rule or a binding; rules of the same role stand together. Lists in a cell are comma
 * separated; {@code core} is the empty group.
 */
final class RbacTable {
    private static final int COLUMNS = 12;

    private final Map<String, String> labels;
    private final Map<String, String> annotations;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    record Entry(GroupResource resource, ObjectNode object) {}

    private record Row(
            String kind,
            String namespace,
            String name,
            PolicyRule rule,
            String roleRef,
            List<String> subjects,
            String aggregateLabel,
            String aggregationRule) {}

    private RbacTable(Map<String, String> labels, Map<String, String> annotations) {
        this.labels = labels;
        this.annotations = annotations;
    }

    static Collection<Entry> read(List<String> lines, Map<String, String> labels, Map<String, String> annotations) {
        var table = new RbacTable(labels, annotations);
        lines.stream().skip(1).map(RbacTable::row).forEach(table::add);
        return table.entries.values();
    }

    private void add(Row row) {
        var object = entries.computeIfAbsent(
                        row.kind() + "/" + row.namespace() + "/" + row.name(),
                        _ -> new Entry(resource(row), begin(row)))
                .object();
        if (!row.roleRef().isEmpty()) fillBinding(object, row);
        else if (row.aggregationRule().isEmpty())
            row.rule().write(object.withArray("rules").addObject());
    }

    private ObjectNode begin(Row row) {
        var object = NewObject.of(RoleBook.GROUP + "/v1", row.kind(), row.namespace(), row.name());
        var metadata = NewObject.metadata(object);
        if (!annotations.isEmpty()) annotations.forEach(metadata.putObject("annotations")::put);
        var own = metadata.putObject("labels");
        labels.forEach(own::put);
        if (!row.aggregateLabel().isEmpty()) own.put(RoleBook.GROUP + "/" + row.aggregateLabel(), "true");
        if (!row.aggregationRule().isEmpty()) {
            object.putNull("rules");
            object.putObject("aggregationRule")
                    .putArray("clusterRoleSelectors")
                    .addObject()
                    .putObject("matchLabels")
                    .put(RoleBook.GROUP + "/" + row.aggregationRule(), "true");
        }
        return object;
    }

    private static void fillBinding(ObjectNode object, Row row) {
        var role = row.roleRef().split("=", 2);
        object.putObject("roleRef")
                .put("apiGroup", RoleBook.GROUP)
                .put("kind", role[0])
                .put("name", role[1]);
        for (var subject : row.subjects()) {
            var parts = subject.split("=", 2);
            var entry = object.withArray("subjects").addObject().put("kind", parts[0]);
            if (parts[0].equals("ServiceAccount")) {
                var account = parts[1].split("/", 2);
                entry.put("name", account[1]).put("namespace", account[0]);
            } else {
                entry.put("apiGroup", RoleBook.GROUP).put("name", parts[1]);
            }
        }
    }

    private static GroupResource resource(Row row) {
        return switch (row.kind()) {
            case "ClusterRole" -> RoleBook.CLUSTER_ROLES;
            case "ClusterRoleBinding" -> RoleBook.CLUSTER_ROLE_BINDINGS;
            case "Role" -> RoleBook.ROLES;
            case "RoleBinding" -> RoleBook.ROLE_BINDINGS;
            default -> throw new IllegalStateException("Unknown kind in an RBAC table: " + row.kind());
        };
    }

    private static Row row(String line) {
        var cells = line.split("\t", -1);
        if (cells.length != COLUMNS) throw new IllegalStateException("Not " + COLUMNS + " columns: " + line);
        var groups = list(cells[3]).stream()
                .map(group -> group.equals("core") ? "" : group)
                .toList();
        var rule = new PolicyRule(groups, list(cells[4]), list(cells[5]), list(cells[6]), list(cells[7]));
        return new Row(cells[0], cells[1], cells[2], rule, cells[8], list(cells[9]), cells[10], cells[11]);
    }

    private static List<String> list(String cell) {
        return cell.isEmpty() ? List.of() : Arrays.asList(cell.split(","));
    }
}
