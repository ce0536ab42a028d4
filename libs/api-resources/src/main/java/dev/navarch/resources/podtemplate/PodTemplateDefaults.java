package dev.navarch.resources.podtemplate;

import dev.navarch.resources.tree.Tree;
import tools.jackson.databind.node.ObjectNode;

/** Fills the pod template of a workload, at {@code spec.template} mostly. */
public final class PodTemplateDefaults {
    private PodTemplateDefaults() {}

    public static void apply(ObjectNode template) {
        Tree.object(template, "metadata");
        PodSpecDefaults.apply(Tree.object(template, "spec"));
    }
}
