package dev.navarch.resources.storage;

import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.validation.Field;
import java.util.List;

final class VolumeAttributesClassStrategy extends KindStrategy {
    @Override
    protected void validate(Field attributes) {
        Provisioners.name(attributes.get("driverName"));
        var parameters = attributes.get("parameters");
        parameters.needed("must contain at least one key/value pair");
        Provisioners.parameters(parameters);
    }

    @Override
    protected void validateUpdated(Field updated, Field stored) {
        for (var field : List.of("driverName", "parameters"))
            if (!updated.get(field).sameAs(stored.get(field)))
                updated.get(field).forbidden("updates to " + field + " are forbidden.");
        validate(updated);
    }
}
