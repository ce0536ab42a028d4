package dev.navarch.resources.pod;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import dev.navarch.resources.SubresourceStrategy;
import dev.navarch.resources.form.Generations;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code pods/ephemeralcontainers}: containers may be added, never changed or taken away. */
final class EphemeralContainersStrategy implements SubresourceStrategy {
    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        var containers = updated.path("spec").get("ephemeralContainers");
        PodStrategy.keepAllButSpec(updated, stored);
        Tree.copy(stored, updated, "spec");
        var spec = Tree.object(updated, "spec");
        spec.remove("ephemeralContainers");
        if (containers != null && !containers.isEmpty()) spec.set("ephemeralContainers", containers);
        Generations.follow(updated, stored, List.of("spec"));
    }

    @Override
    public List<FieldError> validateUpdate(ObjectNode updated, ObjectNode stored) {
        var errors = new ArrayList<FieldError>();
        var pod = Field.of(updated, errors);
        PodValidation.validateUpdated(pod);
        var containers = pod.get("spec").get("ephemeralContainers");
        if (pod.get("metadata").get("annotations").value().has(PodValidation.MIRROR))
            containers.reportedAt(FieldPath.of("")).forbidden("static pods do not support ephemeral containers");
        unchanged(containers, stored);
        return errors;
    }

    private static void unchanged(Field containers, ObjectNode stored) {
        var now = new HashMap<String, JsonNode>();
        for (var container : containers.items()) now.put(container.get("name").text(), container.value());
        for (var old : stored.path("spec").path("ephemeralContainers")) {
            var name = Tree.text(old, "name");
            var container = now.get(name);
            if (container == null)
                containers.forbidden("existing ephemeral containers \"" + name + "\" may not be removed\n");
            else if (!Tree.equal(container, old))
                containers.forbidden("existing ephemeral containers \"" + name + "\" may not be changed\n");
        }
    }
}
