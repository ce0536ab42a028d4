package dev.navarch.resources.form;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.SubresourceStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * A kind whose users write the spec and whose loops write the status, each at a place of its own. The generation follows the spec.
 */
public abstract class StatusKindStrategy extends KindStrategy {
    @Override
    public void prepareForCreate(ObjectNode object) {
        object.remove("status");
        object.putObject("status");
        fillStatus(object);
        Generations.first(object);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        Tree.copy(stored, updated, "status");
        Generations.follow(updated, stored, List.of("spec"));
    }

    @Override
    public Map<String, SubresourceStrategy> subresources() {
        return Map.of("status", new StatusStrategy(this));
    }

    /** Writes what an empty status shows. */
    protected void fillStatus(ObjectNode object) {}

    /** Takes back what a write of the status may not change. */
    protected void keepOnStatusUpdate(ObjectNode updated, ObjectNode stored) {
        Tree.copy(stored, updated, "spec");
        ObjectMeta.of(updated).generation(ObjectMeta.of(stored).generation());
    }

    protected void validateStatus(Field updated, Field stored) {}
}
