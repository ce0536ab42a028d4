package dev.navarch.resources.storage;

import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;

final class CSIStorageCapacityStrategy extends KindStrategy {
    @Override
    protected void validate(Field capacity) {
        if (capacity.get("nodeTopology").present()) LabelValidation.selector(capacity.get("nodeTopology"));
        capacity.get("storageClassName").mustBe(Names::dnsSubdomain);
        var amount = Quantity.find(capacity.get("capacity").text());
        if (amount != null && amount.signum() < 0)
            capacity.get("capacity").invalid(amount.toString(), "must be greater than or equal to 0");
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        updated.get("nodeTopology").immutable(stored.get("nodeTopology"));
        updated.get("storageClassName").immutable(stored.get("storageClassName"));
    }
}
