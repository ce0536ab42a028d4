package dev.navarch.resources.workload;

import dev.navarch.resources.podtemplate.PodTemplateDefaults;
import dev.navarch.resources.tree.Tree;
import tools.jackson.databind.node.ObjectNode;

final class StatefulSetDefaults {
    private StatefulSetDefaults() {}

    static void apply(ObjectNode spec) {
        PodTemplateDefaults.apply(Tree.object(spec, "template"));
        Tree.fill(spec, "podManagementPolicy", "OrderedReady");
        Tree.fill(spec, "replicas", 1);
        Tree.fill(spec, "revisionHistoryLimit", 10);
        updateStrategy(Tree.object(spec, "updateStrategy"));
        var retention = Tree.object(spec, "persistentVolumeClaimRetentionPolicy");
        Tree.fill(retention, "whenDeleted", "Retain");
        Tree.fill(retention, "whenScaled", "Retain");
        for (var claim : Tree.objects(spec, "volumeClaimTemplates")) claim(claim);
    }

    private static void updateStrategy(ObjectNode strategy) {
        if (Tree.text(strategy, "type").isEmpty()) {
            strategy.put("type", "RollingUpdate");
            Tree.object(strategy, "rollingUpdate");
        }
        var rolling = Tree.find(strategy, "rollingUpdate");
        if (rolling == null || !Tree.text(strategy, "type").equals("RollingUpdate")) return;
        Tree.fill(rolling, "partition", 0);
    }

    private static void claim(ObjectNode claim) {
        claim.put("apiVersion", "v1");
        claim.put("kind", "PersistentVolumeClaim");
        Tree.object(claim, "metadata");
        Tree.fill(Tree.object(claim, "spec"), "volumeMode", "Filesystem");
        Tree.fill(Tree.object(claim, "status"), "phase", "Pending");
    }
}
