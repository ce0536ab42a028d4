package dev.navarch.resources.batch;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.podtemplate.PodTemplateDefaults;
import dev.navarch.resources.tree.Tree;
import tools.jackson.databind.node.ObjectNode;

final class JobDefaults {
    private JobDefaults() {}

    static void apply(ObjectNode job) {
        var spec = Tree.object(job, "spec");
        var template = Tree.object(spec, "template");
        PodTemplateDefaults.apply(template);
        if (!Tree.has(spec, "completions") && !Tree.has(spec, "parallelism")) Tree.put(spec, "completions", 1);
        Tree.fill(spec, "parallelism", 1);
        Tree.fill(spec, "backoffLimit", Tree.has(spec, "backoffLimitPerIndex") ? Integer.MAX_VALUE : 6);
        Tree.fillAbsent(spec, "completionMode", "NonIndexed");
        Tree.fill(spec, "suspend", false);
        Tree.fill(spec, "manualSelector", false);
        Tree.fillAbsent(
                spec, "podReplacementPolicy", Tree.has(spec, "podFailurePolicy") ? "Failed" : "TerminatingOrFailed");
        for (var rule : Tree.objects(spec.path("podFailurePolicy"), "rules"))
            for (var condition : Tree.objects(rule, "onPodConditions")) Tree.fill(condition, "status", "True");
        labels(job);
    }

    /** The template's labels, once they are in order: what is wrong with them is said of the template only. */
    static void labels(ObjectNode job) {
        var labels = job.path("spec").path("template").path("metadata").path("labels");
        var metadata = Tree.object(job, "metadata");
        if (!Tree.isEmpty(metadata.path("labels")) || Tree.isEmpty(labels)) return;
        for (var value : labels) if (!Names.labelValue(value.asString("")).isEmpty()) return;
        metadata.set("labels", labels.deepCopy());
    }
}
