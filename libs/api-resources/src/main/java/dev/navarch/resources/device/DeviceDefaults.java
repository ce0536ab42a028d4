package dev.navarch.resources.device;

import dev.navarch.resources.tree.Tree;
import java.util.ArrayList;
import tools.jackson.databind.node.ObjectNode;

/** What a claim asks for when it does not say how many. */
final class DeviceDefaults {
    private DeviceDefaults() {}

    static void claim(ObjectNode spec) {
        for (var request : Tree.objects(Tree.object(spec, "devices"), "requests")) {
            var kinds = new ArrayList<>(Tree.objects(request, "firstAvailable"));
            var exactly = Tree.find(request, "exactly");
            if (exactly != null) kinds.add(exactly);
            for (var kind : kinds) {
                Tree.fill(kind, "allocationMode", "ExactCount");
                if (Tree.text(kind, "allocationMode").equals("ExactCount")) Tree.fillZero(kind, "count", 1);
                for (var toleration : Tree.objects(kind, "tolerations")) Tree.fill(toleration, "operator", "Equal");
            }
        }
    }
}
