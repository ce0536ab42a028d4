package dev.navarch.resources.batch;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.podtemplate.PodTemplateValidation;
import dev.navarch.resources.validation.Field;
import java.util.List;

/** The rules of a job's spec, of a job or in a cron job. */
final class JobSpecValidation {
    private static final int MANY_COMPLETIONS = 100_000;
    private static final int FEW_FAILURES = 10_000;
    private static final List<String> COUNTS = List.of(
            "parallelism",
            "completions",
            "activeDeadlineSeconds",
            "backoffLimit",
            "ttlSecondsAfterFinished",
            "backoffLimitPerIndex",
            "maxFailedIndexes");
    private static final String INDEXED_ONLY = "requires indexed completion mode";

    private JobSpecValidation() {}

    static void validate(Field spec) {
        for (var count : COUNTS) spec.get(count).notNegative();
        var mode = spec.get("completionMode");
        if (mode.present()) mode.oneOf(List.of("NonIndexed", "Indexed"));
        if (mode.text().equals("Indexed")) indexed(spec);
        if (mode.text().equals("NonIndexed")) notIndexed(spec);
        manager(spec.get("managedBy"));
        PodFailurePolicyValidation.validate(spec);
        SuccessPolicyValidation.validate(spec);
        replacement(spec);
        PodTemplateValidation.validate(spec.get("template"));
        restartPolicy(spec);
    }

    private static void restartPolicy(Field spec) {
        var policy = spec.get("template").get("spec").get("restartPolicy");
        if (policy.empty() || policy.text().equals("Always")) policy.required("valid values: \"OnFailure\", \"Never\"");
        else if (!List.of("OnFailure", "Never").contains(policy.text()))
            policy.notSupported(List.of("OnFailure", "Never"));
        else if (spec.get("podFailurePolicy").present() && !policy.text().equals("Never"))
            policy.invalid("only \"Never\" is supported when podFailurePolicy is specified");
    }

    private static void indexed(Field spec) {
        var completions = spec.get("completions");
        if (completions.absent()) completions.required("when completion mode is Indexed");
        var parallelism = spec.get("parallelism");
        if (parallelism.number() > MANY_COMPLETIONS)
            parallelism.invalid(
                    "must be less than or equal to " + MANY_COMPLETIONS + " when completion mode is Indexed");
        var failures = spec.get("maxFailedIndexes");
        if (failures.present()) {
            if (spec.get("backoffLimitPerIndex").absent())
                spec.get("backoffLimitPerIndex").required("when maxFailedIndexes is specified");
            if (completions.present() && failures.number() > completions.number())
                failures.invalid("must be less than or equal to completions");
            if (failures.number() > MANY_COMPLETIONS)
                failures.invalid("must be less than or equal to " + MANY_COMPLETIONS);
        }
        if (completions.number() <= MANY_COMPLETIONS
                || spec.get("backoffLimitPerIndex").absent()) return;
        var above = " when completions are above " + MANY_COMPLETIONS + " and used with backoffLimitPerIndex";
        if (failures.absent()) failures.required("must be specified when completions is above " + MANY_COMPLETIONS);
        else if (failures.number() > FEW_FAILURES)
            failures.invalid("must be less than or equal to " + FEW_FAILURES + above);
        if (parallelism.number() > FEW_FAILURES)
            parallelism.invalid("must be less than or equal to " + FEW_FAILURES + above);
    }

    private static void notIndexed(Field spec) {
        for (var field : List.of("backoffLimitPerIndex", "maxFailedIndexes", "successPolicy"))
            if (spec.get(field).present()) spec.get(field).invalid(INDEXED_ONLY);
    }

    private static void manager(Field manager) {
        if (manager.absent()) return;
        if (!manager.text().contains("/")
                || !Names.dnsSubdomain(
                                manager.text().substring(0, manager.text().indexOf('/')))
                        .isEmpty()) manager.invalid("must be a domain-prefixed path (such as \"acme.io/foo\")");
        if (manager.text().length() > 63) manager.tooLong(63);
    }

    private static void replacement(Field spec) {
        var policy = spec.get("podReplacementPolicy");
        if (policy.absent()) return;
        policy.oneOf(
                spec.get("podFailurePolicy").present() ? List.of("Failed") : List.of("Failed", "TerminatingOrFailed"));
    }
}
