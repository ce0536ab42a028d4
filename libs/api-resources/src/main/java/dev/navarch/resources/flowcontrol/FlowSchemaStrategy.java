package dev.navarch.resources.flowcontrol;

import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import tools.jackson.databind.node.ObjectNode;

final class FlowSchemaStrategy extends StatusKindStrategy {
    private static final int USUAL_PRECEDENCE = 1000;

    @Override
    public void applyDefaults(ObjectNode schema) {
        Tree.fillZero(Tree.object(schema, "spec"), "matchingPrecedence", USUAL_PRECEDENCE);
    }

    @Override
    protected void validate(Field schema) {
        FlowSchemaValidation.validate(schema);
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        FlowConditions.validate(updated.get("status").get("conditions"));
    }
}
