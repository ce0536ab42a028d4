package dev.navarch.resources.node;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/** A node may come with a status, since it is its own agent that creates it. */
final class NodeStrategy extends StatusKindStrategy {
    @Override
    public void applyDefaults(ObjectNode node) {
        NodeDefaults.apply(node);
    }

    @Override
    public void prepareForCreate(ObjectNode node) {
        Tree.object(node, "spec").remove("configSource");
        fillStatus(node);
    }

    @Override
    protected void fillStatus(ObjectNode node) {
        NodeDefaults.status(Tree.object(node, "status"));
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        Tree.copy(stored, updated, "status");
        ObjectMeta.of(updated).generation(ObjectMeta.of(stored).generation());
        if (!stored.path("spec").has("configSource"))
            Tree.object(updated, "spec").remove("configSource");
    }

    @Override
    protected void validate(Field node) {
        NodeValidation.validate(node);
    }

    @Override
    protected void validateNew(Field node) {
        NodeValidation.validateNew(node);
    }

    @Override
    protected void validateUpdated(Field updated, Field stored) {
        NodeValidation.validateUpdated(updated, stored);
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        NodeValidation.validateUpdated(updated, stored);
    }

    @Override
    public Map<String, String> selectableFields(ObjectNode node) {
        return Map.of(
                "spec.unschedulable",
                Boolean.toString(node.path("spec").path("unschedulable").asBoolean(false)));
    }
}
