package dev.navarch.resources;

import dev.navarch.machinery.field.FieldError;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** The rules of a subresource that is a partial view of its object, such as {@code status} or {@code ephemeralcontainers}. */
public interface SubresourceStrategy {
    /** Takes back from {@code stored} all that this subresource may not change. */
    void prepareForUpdate(ObjectNode updated, ObjectNode stored);

    default List<FieldError> validateUpdate(ObjectNode updated, ObjectNode stored) {
        return List.of();
    }
}
