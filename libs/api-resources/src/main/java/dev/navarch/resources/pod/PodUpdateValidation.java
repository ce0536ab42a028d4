package dev.navarch.resources.pod;

import dev.navarch.resources.form.SpecDifference;
import dev.navarch.resources.podtemplate.ContainerLists;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What may change in a pod that is already there: hardly anything. */
final class PodUpdateValidation {
    private static final String FEW_FIELDS =
            "pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,"
                    + "`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),"
                    + "`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)";

    private PodUpdateValidation() {}

    static void validate(Field pod, Field stored) {
        mirror(pod, stored);
        PodValidation.validateUpdated(pod);
        var spec = pod.get("spec");
        var before = stored.get("spec");
        for (var list : ContainerLists.PLANNED)
            if (spec.get(list).size() != before.get(list).size()) {
                spec.get(list).forbidden("pod updates may not add or remove containers");
                return;
            }
        for (var list : ContainerLists.PLANNED)
            for (var container : spec.get(list).items())
                if (container.get("image").text().isBlank())
                    container.get("image").required("");
        deadline(spec.get("activeDeadlineSeconds"), before.get("activeDeadlineSeconds"));
        gates(spec.get("schedulingGates"), before.get("schedulingGates"));
        tolerations(spec.get("tolerations"), before.get("tolerations"));
        rest(spec, before);
    }

    static void mirror(Field pod, Field stored) {
        var now = pod.get("metadata").get("annotations");
        var before = stored.get("metadata").get("annotations").value().path(PodValidation.MIRROR);
        var at = now.reportedAt(now.path().key(PodValidation.MIRROR));
        var value = now.value().path(PodValidation.MIRROR);
        if (before.isMissingNode()) {
            if (!value.isMissingNode()) at.forbidden("may not add mirror pod annotation");
        } else if (!before.equals(value)) {
            at.forbidden("may not remove or update mirror pod annotation");
        }
    }

    private static void deadline(Field now, Field before) {
        if (now.present()) {
            if (before.present() && now.number() > before.number())
                now.invalid("must be less than or equal to previous value");
        } else if (before.present()) {
            now.invalid(Field.NULL, "must not update from a positive integer to nil value");
        }
    }

    private static void gates(Field now, Field before) {
        var known = new HashSet<String>();
        for (var gate : before.items()) known.add(gate.get("name").text());
        for (var gate : now.items())
            if (!known.contains(gate.get("name").text()))
                gate.forbidden("only deletion is allowed, but found new scheduling gate '"
                        + gate.get("name").text() + "'");
    }

    private static void tolerations(Field now, Field before) {
        var have = new HashSet<JsonNode>();
        for (var toleration : now.items()) have.add(withoutSeconds(toleration.value()));
        for (var toleration : before.items())
            if (!have.contains(withoutSeconds(toleration.value()))) {
                now.forbidden("existing toleration can not be modified except its tolerationSeconds");
                return;
            }
    }

    private static JsonNode withoutSeconds(JsonNode toleration) {
        var copy = (ObjectNode) toleration.deepCopy();
        copy.remove("tolerationSeconds");
        return copy;
    }

    /** Puts back what may change and then compares. */
    private static void rest(Field spec, Field before) {
        var now = (ObjectNode) spec.value().deepCopy();
        var was = (ObjectNode) before.value();
        for (var list : ContainerLists.PLANNED) restoreImages(now, was, list);
        Tree.copy(was, now, "activeDeadlineSeconds");
        Tree.copy(was, now, "tolerations");
        Tree.copy(was, now, "schedulingGates");
        if (was.path("terminationGracePeriodSeconds").asLong(0) < 0
                && now.path("terminationGracePeriodSeconds").asLong(0) == 1)
            Tree.copy(was, now, "terminationGracePeriodSeconds");
        if (!was.path("schedulingGates").isEmpty()) gatedMayNarrow(spec, before, now, was);
        if (!Tree.equal(now, was)) spec.forbidden(FEW_FIELDS + "\n" + SpecDifference.between(was, now));
    }

    private static void restoreImages(ObjectNode now, ObjectNode was, String list) {
        for (int at = 0; at < was.path(list).size(); at++)
            if (now.path(list).get(at) instanceof ObjectNode container
                    && was.path(list).get(at) instanceof ObjectNode old) Tree.copy(old, container, "image");
    }

    private static void gatedMayNarrow(Field spec, Field before, ObjectNode now, ObjectNode was) {
        var known = before.get("nodeSelector").value();
        var selector = spec.get("nodeSelector");
        var kept = known.properties().stream()
                .allMatch((Map.Entry<String, JsonNode> label) ->
                        label.getValue().equals(selector.value().path(label.getKey())));
        if (kept) Tree.copy(was, now, "nodeSelector");
        else selector.invalid("only additions to spec.nodeSelector are allowed (no mutations or deletions)");
        GatedAffinity.validate(spec, before, now, was);
    }
}
