package dev.navarch.resources.form;

import dev.navarch.machinery.metadata.ObjectMeta;
import dev.navarch.resources.tree.Tree;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Counts how often what was asked for has changed. */
public final class Generations {
    private Generations() {}

    public static void first(ObjectNode object) {
        ObjectMeta.of(object).generation(1);
    }

    /** Raises the generation when one of the fields differs; a client's own number does not count. */
    public static void follow(ObjectNode updated, ObjectNode stored, List<String> fields) {
        var changed = fields.stream().anyMatch(field -> !Tree.same(updated.path(field), stored.path(field)));
        ObjectMeta.of(updated).generation(ObjectMeta.of(stored).generation() + (changed ? 1 : 0));
    }
}
