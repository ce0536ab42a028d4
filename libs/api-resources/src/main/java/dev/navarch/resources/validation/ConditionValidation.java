package dev.navarch.resources.validation;

import dev.navarch.resources.format.Names;
import java.util.HashSet;
import java.util.List;

/** The conditions in the status of newer kinds. */
public final class ConditionValidation {
    private static final int MAX_REASON = 1024;
    private static final int MAX_MESSAGE = 32_768;

    private ConditionValidation() {}

    public static void validate(Field conditions) {
        var types = new HashSet<String>();
        for (var condition : conditions.items()) {
            var type = condition.get("type");
            type.mustBe(Names::qualifiedName);
            if (!types.add(type.text())) type.duplicate();
            condition.get("status").oneOf(List.of("False", "True", "Unknown"));
            if (condition.get("observedGeneration").number() < 0)
                condition.get("observedGeneration").invalid("must be greater than or equal to zero");
            condition.get("lastTransitionTime").needed("must be set");
            reason(condition.get("reason"));
            if (Sizes.bytes(condition.get("message").text()) > MAX_MESSAGE)
                condition.get("message").tooLong(MAX_MESSAGE);
        }
    }

    private static void reason(Field reason) {
        if (reason.empty()) {
            reason.required("must be set");
            return;
        }
        if (!reason.text().matches("[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?"))
            reason.invalid(
                    "a condition reason must start with alphabetic character, optionally followed by a string of "
                            + "alphanumeric characters or '_,:', and must end with an alphanumeric character or '_' (e.g. "
                            + "'my_name',  or 'MY_NAME',  or 'MyName',  or 'ReasonA,ReasonB',  or 'ReasonA:ReasonB', regex used "
                            + "for validation is '[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?')");
        if (Sizes.bytes(reason.text()) > MAX_REASON) reason.tooLong(MAX_REASON);
    }
}
