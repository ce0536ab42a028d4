package dev.navarch.resources.pod;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.tree.Tree;
import java.util.HashMap;
import tools.jackson.databind.node.ObjectNode;

/** What a write of a pod's status may leave out or not touch. */
final class PodStatusKeeping {
    private PodStatusKeeping() {}

    static void keep(ObjectNode updated, ObjectNode stored) {
        var metadata = ObjectMeta.of(updated).tree();
        Tree.copy(ObjectMeta.of(stored).tree(), metadata, "ownerReferences");
        var status = Tree.object(updated, "status");
        var before = Tree.find(stored, "status");
        if (before == null) return;
        if (Tree.text(status, "qosClass").isEmpty()) Tree.copy(before, status, "qosClass");
        if (status.path("observedGeneration").asLong(0) == 0) Tree.copy(before, status, "observedGeneration");
        conditions(status, before);
    }

    private static void conditions(ObjectNode status, ObjectNode before) {
        var known = new HashMap<String, ObjectNode>();
        for (var condition : Tree.objects(before, "conditions")) known.put(Tree.text(condition, "type"), condition);
        for (var condition : Tree.objects(status, "conditions")) {
            var old = known.get(Tree.text(condition, "type"));
            if (old != null && condition.path("observedGeneration").asLong(0) == 0)
                Tree.copy(old, condition, "observedGeneration");
        }
    }
}
