package dev.navarch.resources.workload;

import dev.navarch.resources.podtemplate.PodTemplateDefaults;
import dev.navarch.resources.tree.Tree;
import tools.jackson.databind.node.ObjectNode;

final class DeploymentDefaults {
    private static final String A_QUARTER = "25%";

    private DeploymentDefaults() {}

    static void apply(ObjectNode spec) {
        PodTemplateDefaults.apply(Tree.object(spec, "template"));
        Tree.fill(spec, "replicas", 1);
        Tree.fill(spec, "revisionHistoryLimit", 10);
        Tree.fill(spec, "progressDeadlineSeconds", 600);
        var strategy = Tree.object(spec, "strategy");
        Tree.fill(strategy, "type", "RollingUpdate");
        if (!Tree.text(strategy, "type").equals("RollingUpdate")) return;
        var rolling = Tree.object(strategy, "rollingUpdate");
        Tree.fillAbsent(rolling, "maxUnavailable", A_QUARTER);
        Tree.fillAbsent(rolling, "maxSurge", A_QUARTER);
    }
}
