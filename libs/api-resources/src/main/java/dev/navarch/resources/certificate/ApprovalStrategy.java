package dev.navarch.resources.certificate;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.resources.SubresourceStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** {@code certificatesigningrequests/approval}: says yes or no, and nothing else. */
final class ApprovalStrategy implements SubresourceStrategy {
    @Override
    public void prepareForUpdate(ObjectNode updated, ObjectNode stored) {
        Tree.copy(stored, updated, "spec");
        if (stored.path("status") instanceof ObjectNode status)
            Tree.copy(status, Tree.object(updated, "status"), "certificate");
    }

    @Override
    public List<FieldError> validateUpdate(ObjectNode updated, ObjectNode stored) {
        var errors = new ArrayList<FieldError>();
        RequestValidation.conditions(
                Field.of(updated, errors).get("status"),
                Field.of(stored, errors).get("status"),
                true);
        return errors;
    }
}
