package dev.navarch.resources.node;

import dev.navarch.resources.tree.Tree;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class NodeDefaults {
    private static final List<String> INFO = List.of(
            "machineID",
            "systemUUID",
            "bootID",
            "kernelVersion",
            "osImage",
            "containerRuntimeVersion",
            "kubeletVersion",
            "kubeProxyVersion",
            "operatingSystem",
            "architecture");

    private NodeDefaults() {}

    static void apply(ObjectNode node) {
        var spec = Tree.object(node, "spec");
        var ranges = spec.path("podCIDRs");
        var range = Tree.text(spec, "podCIDR");
        if (!range.isEmpty() && !ranges.path(0).asString("").equals(range))
            spec.putArray("podCIDRs").add(range);
        else if (range.isEmpty() && !ranges.isEmpty())
            spec.put("podCIDR", ranges.path(0).asString(""));
        status(Tree.object(node, "status"));
    }

    static void status(ObjectNode status) {
        if (!Tree.isEmpty(status.path("capacity")) && !Tree.has(status, "allocatable"))
            status.set("allocatable", status.path("capacity").deepCopy());
        Tree.fill(Tree.object(Tree.object(status, "daemonEndpoints"), "kubeletEndpoint"), "Port", 0);
        var info = Tree.object(status, "nodeInfo");
        for (var field : INFO) Tree.fillAbsent(info, field, "");
    }
}
