package dev.navarch.resources.form;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A kind without a status whose generation still follows some of its fields. */
public abstract class GenerationKindStrategy extends KindStrategy {
    private final List<String> fields;

    protected GenerationKindStrategy(String... fields) {
        this.fields = List.of(fields);
    }

    @Override
    public void prepareForCreate(ObjectNode object) {
        Generations.first(object);
    }

    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        Generations.follow(updated, stored, fields);
    }
}
