package dev.navarch.resources.autoscaling;

import dev.navarch.resources.tree.Tree;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** How fast an autoscaler goes up and down where its user says so only in part. */
final class BehaviorDefaults {
    private BehaviorDefaults() {}

    static void apply(ObjectNode behavior) {
        var up = Tree.object(behavior, "scaleUp");
        Tree.fill(up, "stabilizationWindowSeconds", 0);
        Tree.fillAbsent(up, "selectPolicy", "Max");
        if (!Tree.has(up, "policies")) {
            var policies = up.putArray("policies");
            policy(policies, "Pods", 4);
            policy(policies, "Percent", 100);
        }
        var down = Tree.object(behavior, "scaleDown");
        Tree.fillAbsent(down, "selectPolicy", "Max");
        if (!Tree.has(down, "policies")) policy(down.putArray("policies"), "Percent", 100);
    }

    private static void policy(ArrayNode policies, String type, int value) {
        policies.addObject().put("type", type).put("value", value).put("periodSeconds", 15);
    }
}
