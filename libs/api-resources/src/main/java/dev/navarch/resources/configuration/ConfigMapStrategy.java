package dev.navarch.resources.configuration;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.Sizes;

final class ConfigMapStrategy extends KindStrategy {
    @Override
    protected void validate(Field configMap) {
        var data = configMap.get("data");
        var binary = configMap.get("binaryData");
        var bytes = 0;
        for (var entry : data.entries()) {
            key(entry.getKey(), entry.getValue());
            if (binary.value().has(entry.getKey()))
                entry.getValue().invalid(entry.getKey(), "duplicate of key present in binaryData");
            bytes += Sizes.bytes(entry.getValue().text());
        }
        for (var entry : binary.entries()) {
            key(entry.getKey(), entry.getValue());
            bytes += Sizes.decodedBytes(entry.getValue().text());
        }
        if (bytes > Immutability.MAX_BYTES)
            configMap
                    .errors()
                    .add(new FieldError(
                            FieldError.Type.TOO_LONG,
                            "[]",
                            null,
                            "may not be more than " + Immutability.MAX_BYTES + " bytes"));
    }

    private static void key(String key, Field at) {
        Names.configKey(key).forEach(problem -> at.invalid(key, problem));
    }

    @Override
    protected void validateUpdated(Field updated, Field stored) {
        Immutability.validate(updated, stored, "data", "binaryData");
        validate(updated);
    }
}
