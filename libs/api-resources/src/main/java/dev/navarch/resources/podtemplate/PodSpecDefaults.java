package dev.navarch.resources.podtemplate;

import dev.navarch.resources.tree.Tree;
import tools.jackson.databind.node.ObjectNode;

/** What holds for the spec of a pod and of a pod template alike. */
public final class PodSpecDefaults {
    private PodSpecDefaults() {}

    public static void apply(ObjectNode spec) {
        for (var volume : Tree.objects(spec, "volumes")) VolumeDefaults.apply(volume);
        for (var list : ContainerLists.ALL)
            for (var container : Tree.objects(spec, list)) ContainerDefaults.apply(container);
        Tree.fill(spec, "restartPolicy", "Always");
        Tree.fill(spec, "dnsPolicy", "ClusterFirst");
        Tree.fill(spec, "schedulerName", "default-scheduler");
        Tree.fill(spec, "terminationGracePeriodSeconds", 30);
        Tree.object(spec, "securityContext");
        serviceAccount(spec);
    }

    /** Two names of one field, of which the newer wins. */
    private static void serviceAccount(ObjectNode spec) {
        var name = Tree.text(spec, "serviceAccountName");
        if (name.isEmpty()) name = Tree.text(spec, "serviceAccount");
        if (name.isEmpty()) return;
        spec.put("serviceAccountName", name);
        spec.put("serviceAccount", name);
    }
}
