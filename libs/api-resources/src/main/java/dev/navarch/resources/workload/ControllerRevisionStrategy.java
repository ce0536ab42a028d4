package dev.navarch.resources.workload;

import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.validation.Field;

final class ControllerRevisionStrategy extends KindStrategy {
    @Override
    protected void validateNew(Field revision) {
        var data = revision.get("data");
        if (data.absent()) data.required("data is mandatory");
        else if (!data.value().isObject()) data.required("data must be a valid JSON object");
    }

    @Override
    protected void validate(Field revision) {
        revision.get("revision").notNegative();
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        updated.get("data").immutable(stored.get("data"));
    }
}
