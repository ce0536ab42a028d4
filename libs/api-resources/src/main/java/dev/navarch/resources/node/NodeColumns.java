package dev.navarch.resources.node;

import dev.navarch.resources.TableColumns;
import dev.navarch.resources.form.Cells;
import dev.navarch.resources.tree.Tree;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class NodeColumns implements TableColumns {
    private static final String ROLE_PREFIX = "node-role.kubernetes.io/";
    private static final String ROLE = "kubernetes.io/role";
    private static final List<Column> COLUMNS = List.of(
            Cells.NAME,
            Cells.text("Status", "Whether it is ready, and whether it takes pods."),
            Cells.text("Roles", "What it is used for."),
            Cells.AGE,
            Cells.text("Version", "The version of its agent."),
            Cells.wideText("Internal-IP", "Its address inside of the cluster's network."),
            Cells.wideText("External-IP", "Its address outside of it."),
            Cells.wideText("OS-Image", "Its operating system."),
            Cells.wideText("Kernel-Version", "Its kernel."),
            Cells.wideText("Container-Runtime", "What runs its containers."));

    @Override
    public List<Column> columns() {
        return COLUMNS;
    }

    @Override
    public List<JsonNode> cells(ObjectNode node, Instant now) {
        var info = node.path("status").path("nodeInfo");
        return Cells.row(
                Cells.name(node),
                status(node),
                roles(node),
                Cells.age(node, now),
                Tree.text(info, "kubeletVersion"),
                address(node, "InternalIP"),
                address(node, "ExternalIP"),
                Cells.or(info.path("osImage"), Cells.UNKNOWN),
                kernel(info),
                Cells.or(info.path("containerRuntimeVersion"), Cells.UNKNOWN));
    }

    private static String kernel(JsonNode info) {
        var version = Tree.text(info, "kernelVersion");
        if (version.isEmpty()) return Cells.UNKNOWN;
        var architecture = Tree.text(info, "architecture");
        return architecture.isEmpty() ? version : version + " (" + architecture + ")";
    }

    private static String status(ObjectNode node) {
        var words = new ArrayList<String>();
        for (var condition : node.path("status").path("conditions"))
            if (Tree.text(condition, "type").equals("Ready"))
                words.add(Tree.text(condition, "status").equals("True") ? "Ready" : "NotReady");
        if (words.isEmpty()) words.add("Unknown");
        if (node.path("spec").path("unschedulable").asBoolean(false)) words.add("SchedulingDisabled");
        return String.join(",", words);
    }

    private static String roles(ObjectNode node) {
        var roles = new TreeSet<String>();
        node.path("metadata").path("labels").forEachEntry((label, value) -> {
            if (label.startsWith(ROLE_PREFIX) && label.length() > ROLE_PREFIX.length())
                roles.add(label.substring(ROLE_PREFIX.length()));
            if (label.equals(ROLE) && !value.asString("").isEmpty()) roles.add(value.asString(""));
        });
        return Cells.orNone(String.join(",", roles));
    }

    private static String address(ObjectNode node, String type) {
        for (var address : node.path("status").path("addresses"))
            if (Tree.text(address, "type").equals(type)) return Tree.text(address, "address");
        return Cells.NONE;
    }
}
