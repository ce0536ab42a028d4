package dev.navarch.resources.device;

import dev.navarch.resources.form.GenerationKindStrategy;
import dev.navarch.resources.validation.Field;

final class DeviceClassStrategy extends GenerationKindStrategy {
    DeviceClassStrategy() {
        super("spec");
    }

    @Override
    protected void validate(Field deviceClass) {
        var spec = deviceClass.get("spec");
        DeviceClaimValidation.selectors(spec.get("selectors"));
        DeviceClaimValidation.configuration(spec.get("config"));
    }
}
