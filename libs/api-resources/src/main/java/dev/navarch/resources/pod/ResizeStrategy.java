package dev.navarch.resources.pod;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.resources.SubresourceStrategy;
import dev.navarch.resources.form.Generations;
import dev.navarch.resources.podtemplate.ContainerLists;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code pods/resize}: cpu and memory of containers may change while they run. */
final class ResizeStrategy implements SubresourceStrategy {
    private static final Set<String> MUTABLE = Set.of("cpu", "memory");

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        var wanted = (ObjectNode) updated.path("spec").deepCopy();
        PodStrategy.keepAllButSpec(updated, stored);
        Tree.copy(stored, updated, "spec");
        var spec = Tree.object(updated, "spec");
        for (var list : ContainerLists.PLANNED) {
            if (wanted.path(list).size() != spec.path(list).size()) {
                Tree.copy(wanted, spec, list);
                continue;
            }
            var from = Tree.objects(wanted, list);
            var to = Tree.objects(spec, list);
            for (int at = 0; at < to.size(); at++)
                for (var field : List.of("name", "resources", "resizePolicy"))
                    Tree.copy(from.get(at), to.get(at), field);
        }
        Generations.follow(updated, stored, List.of("spec"));
    }

    @Override
    public List<FieldError> validateUpdate(ObjectNode updated, ObjectNode stored) {
        var errors = new ArrayList<FieldError>();
        var pod = Field.of(updated, errors);
        var before = Field.of(stored, errors);
        if (pod.get("metadata").get("annotations").value().has(PodValidation.MIRROR))
            pod.get("spec").forbidden("static pods cannot be resized");
        if (before.get("spec").get("os").get("name").text().equals("windows"))
            pod.get("spec").forbidden("windows pods cannot be resized");
        PodValidation.validateUpdated(pod);
        for (var list : ContainerLists.PLANNED)
            containers(pod.get("spec").get(list), before.get("spec").get(list), list.startsWith("init"));
        var quality = stored.path("status").path("qosClass").asString("");
        if (!quality.isEmpty() && !quality.equals(QualityOfService.of(updated.path("spec"))))
            pod.get("spec").invalid(quality, "Pod QOS Class may not change as a result of resizing");
        return errors;
    }

    private static void containers(Field containers, Field before, boolean init) {
        if (containers.size() != before.size()) {
            containers.forbidden("containers may not be added or removed on resize");
            return;
        }
        for (int at = 0; at < containers.size(); at++) {
            var container = containers.items().get(at);
            var was = before.items().get(at);
            if (!container.get("name").sameAs(was.get("name")))
                container.get("name").forbidden("containers may not be renamed or reordered on resize");
            if (!container.get("resizePolicy").sameAs(was.get("resizePolicy")))
                container.get("resizePolicy").forbidden("only cpu and memory resources are mutable");
            if (init
                    && !container.get("restartPolicy").text().equals("Always")
                    && !container.get("resources").sameAs(was.get("resources")))
                container.get("resources").forbidden("resources for non-sidecar init containers are immutable");
            for (var list : List.of("requests", "limits"))
                amounts(
                        container.get("resources").get(list),
                        was.get("resources").get(list),
                        list);
        }
    }

    private static void amounts(Field now, Field before, String list) {
        for (var old : before.entries()) {
            if (!now.value().has(old.getKey())) now.forbidden("resource " + list + " cannot be removed");
            else if (!MUTABLE.contains(old.getKey()) && !now.get(old.getKey()).sameAs(old.getValue()))
                now.forbidden("only cpu and memory resources are mutable");
        }
        for (var added : now.entries())
            if (!MUTABLE.contains(added.getKey()) && !before.value().has(added.getKey()))
                now.forbidden("only cpu and memory resources are mutable");
    }
}
