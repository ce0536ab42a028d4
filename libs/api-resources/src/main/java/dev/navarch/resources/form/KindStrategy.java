package dev.navarch.resources.form;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.resources.ResourceStrategy;
import dev.navarch.resources.validation.Field;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Collects errors for its kinds, which say what is wrong with an object and with a change of it. */
public abstract class KindStrategy implements ResourceStrategy {
    @Override
    public final List<FieldError> validateCreate(ObjectNode object) {
        var errors = new ArrayList<FieldError>();
        validate(Field.of(object, errors));
        validateNew(Field.of(object, errors));
        return errors;
    }

    @Override
    public final List<FieldError> validateUpdate(ObjectNode updated, ObjectNode stored) {
        var errors = new ArrayList<FieldError>();
        validateUpdated(Field.of(updated, errors), Field.of(stored, errors));
        return errors;
    }

    /** What must hold at any time. */
    protected void validate(Field object) {}

    /** What must hold on create besides. */
    protected void validateNew(Field object) {}

    /** What must hold for a change besides. */
    protected void validateChange(Field updated, Field stored) {}

    /** The whole check of an update, for kinds that do not simply check the new object and then the change. */
    protected void validateUpdated(Field updated, Field stored) {
        validate(updated);
        validateChange(updated, stored);
    }
}
