package dev.navarch.resources.form;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.resources.SubresourceStrategy;
import dev.navarch.resources.validation.Field;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The {@code status} subresource of a kind. */
record StatusStrategy(StatusKindStrategy kind) implements SubresourceStrategy {
    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        kind.keepOnStatusUpdate(updated, stored);
        if (!updated.has("status")) updated.putObject("status");
        kind.fillStatus(updated);
    }

    @Override
    public List<FieldError> validateUpdate(ObjectNode updated, ObjectNode stored) {
        var errors = new ArrayList<FieldError>();
        kind.validateStatus(Field.of(updated, errors), Field.of(stored, errors));
        return errors;
    }
}
