package dev.navarch.resources.batch;

import dev.navarch.resources.validation.Field;

/** The rules for when an indexed job has succeeded before all of its indexes have. */
final class SuccessPolicyValidation {
    private SuccessPolicyValidation() {}

    static void validate(Field spec) {
        var policy = spec.get("successPolicy");
        if (policy.absent()) return;
        var rules = policy.get("rules");
        rules.needed("at least one rules must be specified when the successPolicy is specified");
        if (rules.size() > 20) rules.tooMany(20);
        for (var rule : rules.items()) rule(rule, spec.get("completions").number());
    }

    private static void rule(Field rule, long completions) {
        var count = rule.get("succeededCount");
        var indexes = rule.get("succeededIndexes");
        if (count.absent() && indexes.absent())
            rule.required("at least one of succeededCount or succeededIndexes must be specified");
        var total = -1L;
        if (indexes.present()) {
            if (indexes.text().length() > 65_536) indexes.tooLong(65_536);
            total = Indexes.count(indexes.text(), completions);
            if (total < 0)
                indexes.invalid("error parsing succeededIndexes: cannot parse or validate index intervals: \""
                        + indexes.text() + "\"");
        }
        if (count.absent()) return;
        count.notNegative();
        if (count.number() > completions)
            count.invalid("must be less than or equal to " + completions + " (the number of specified completions)");
        if (total >= 0 && count.number() > total)
            count.invalid("must be less than or equal to " + total
                    + " (the number of indexes in the specified succeededIndexes field)");
    }
}
