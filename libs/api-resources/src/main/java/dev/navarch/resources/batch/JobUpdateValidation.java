package dev.navarch.resources.batch;

import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What may change in a job that is there: how much of it runs at once, and where, as long as nothing has run. */
final class JobUpdateValidation {
    private static final List<String> IMMUTABLE =
            List.of("podFailurePolicy", "backoffLimitPerIndex", "managedBy", "successPolicy");

    private JobUpdateValidation() {}

    static void validate(Field updated, Field stored) {
        var now = updated.get("spec");
        var was = stored.get("spec");
        JobValidation.validateSpec(now);
        completions(now, was);
        now.get("selector").immutable(was.get("selector"));
        template(now, was, stored);
        now.get("completionMode").immutable(was.get("completionMode"));
        for (var field : IMMUTABLE) now.get(field).immutable(was.get(field));
    }

    private static void completions(Field now, Field was) {
        var completions = now.get("completions");
        var before = was.get("completions");
        if (completions.absent() && now.get("completionMode").text().equals("Indexed")) return;
        if (completions.sameAs(before)) return;
        if (!now.get("completionMode").text().equals("Indexed")) {
            completions.immutable(before);
            return;
        }
        if (!completions.sameAs(now.get("parallelism"))
                || now.get("parallelism").sameAs(was.get("parallelism")))
            completions.invalid("can only be modified in tandem with spec.parallelism");
    }

    private static void template(Field now, Field was, Field stored) {
        var template = now.get("template");
        var before = was.get("template");
        if (template.sameAs(before)) return;
        var copy = (ObjectNode)
                (template.present()
                        ? template.value().deepCopy()
                        : before.value().deepCopy());
        var old = (ObjectNode) before.value();
        var neverStarted = was.get("suspend").flag()
                && stored.get("status").get("startTime").absent();
        if (neverStarted) restoreSchedulingDirectives(copy, old);
        if (!Tree.equal(copy.path("metadata"), old.path("metadata"))
                && !Tree.same(copy.path("metadata"), old.path("metadata")))
            template.get("metadata").immutable(before.get("metadata"));
        if (!Tree.equal(copy.path("spec"), old.path("spec")))
            template.get("spec").invalid("field is immutable");
    }

    private static void restoreSchedulingDirectives(ObjectNode template, ObjectNode old) {
        var metadata = Tree.object(template, "metadata");
        for (var field : List.of("labels", "annotations")) Tree.copy(Tree.object(old, "metadata"), metadata, field);
        var spec = Tree.object(template, "spec");
        var before = Tree.object(old, "spec");
        for (var field : List.of("nodeSelector", "tolerations", "schedulingGates")) Tree.copy(before, spec, field);
        var affinity = before.path("affinity").path("nodeAffinity");
        if (spec.path("affinity") instanceof ObjectNode now) {
            if (affinity.isMissingNode()) now.remove("nodeAffinity");
            else now.set("nodeAffinity", affinity.deepCopy());
            if (now.isEmpty() && !before.has("affinity")) spec.remove("affinity");
        } else if (before.has("affinity")) {
            Tree.copy(before, spec, "affinity");
        }
    }
}
