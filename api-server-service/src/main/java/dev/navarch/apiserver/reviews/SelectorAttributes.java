package dev.navarch.apiserver.reviews;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** Which objects an access review is about: by a selector as text, or by its requirements. */
final class SelectorAttributes {
    private SelectorAttributes() {}

    static List<FieldError> validate(FieldPath at, JsonNode selector) {
        var errors = new ArrayList<FieldError>();
        var raw = selector.path("rawSelector").asString("");
        var requirements = selector.path("requirements");
        if (!raw.isEmpty() && !requirements.isEmpty())
            errors.add(FieldError.invalid(
                    at.child("rawSelector"), raw, "may not specified at the same time as requirements"));
        if (raw.isEmpty() && requirements.isEmpty())
            errors.add(FieldError.required(
                    at.child("requirements"), "when " + at + " is specified, requirements or rawSelector is required"));
        for (var index = 0; index < requirements.size(); index++)
            errors.addAll(requirement(at.child("requirements").index(index), requirements.path(index)));
        return errors;
    }

    /** Operators that are not known are let through, for what asks may be newer than we are. */
    private static List<FieldError> requirement(FieldPath at, JsonNode requirement) {
        var errors = new ArrayList<FieldError>();
        if (requirement.path("key").asString("").isEmpty())
            errors.add(FieldError.required(at.child("key"), "must be specified"));
        var none = requirement.path("values").isEmpty();
        switch (requirement.path("operator").asString("")) {
            case "In", "NotIn" -> {
                if (none)
                    errors.add(FieldError.required(
                            at.child("values"), "must be specified when `operator` is 'In' or 'NotIn'"));
            }
            case "Exists", "DoesNotExist" -> {
                if (!none)
                    errors.add(FieldError.forbidden(
                            at.child("values"), "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"));
            }
            default -> {}
        }
        return errors;
    }
}
