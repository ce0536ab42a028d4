package dev.navarch.resources.lease;

import dev.navarch.resources.form.KindStrategy;
import dev.navarch.resources.validation.Field;

final class LeaseStrategy extends KindStrategy {
    @Override
    protected void validate(Field lease) {
        var spec = lease.get("spec");
        var duration = spec.get("leaseDurationSeconds");
        if (duration.present() && duration.number() <= 0) duration.invalid("must be greater than 0");
        spec.get("leaseTransitions").notNegative();
        if (spec.get("preferredHolder").notEmpty() && spec.get("strategy").empty())
            spec.get("preferredHolder").forbidden("may only be specified if `strategy` is defined");
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }

    @Override
    public boolean allowsCreateOnUpdate() {
        return true;
    }
}
