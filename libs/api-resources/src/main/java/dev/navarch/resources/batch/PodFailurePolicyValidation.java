package dev.navarch.resources.batch;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;

/** The rules for what the failure of a pod means to its job. */
final class PodFailurePolicyValidation {
    private static final List<String> ACTIONS = List.of("Count", "FailIndex", "FailJob", "Ignore");

    private PodFailurePolicyValidation() {}

    static void validate(Field spec) {
        var rules = spec.get("podFailurePolicy").get("rules");
        if (rules.size() > 20) rules.tooMany(20);
        for (var rule : rules.items()) {
            action(rule.get("action"), spec);
            var codes = rule.get("onExitCodes");
            var conditions = rule.get("onPodConditions");
            if (codes.present()) exitCodes(codes, spec);
            if (conditions.size() > 20) conditions.tooMany(20);
            for (var condition : conditions.items()) {
                condition.get("type").mustBe(Names::qualifiedName);
                condition.get("status").neededOneOf(List.of("False", "True", "Unknown"));
            }
            if (codes.present() && conditions.notEmpty())
                rule.wrong("specifying both OnExitCodes and OnPodConditions is not supported");
            if (codes.absent() && conditions.empty())
                rule.wrong("specifying one of OnExitCodes and OnPodConditions is required");
        }
    }

    private static void action(Field action, Field spec) {
        if (action.empty()) {
            action.required("valid values: [\"Count\" \"FailIndex\" \"FailJob\" \"Ignore\"]");
            return;
        }
        if (action.text().equals("FailIndex")
                && spec.get("backoffLimitPerIndex").absent())
            action.invalid("requires the backoffLimitPerIndex to be set");
        action.oneOf(ACTIONS);
    }

    private static void exitCodes(Field codes, Field spec) {
        var operator = codes.get("operator");
        if (operator.empty()) operator.required("valid values: [\"In\" \"NotIn\"]");
        else operator.oneOf(List.of("In", "NotIn"));
        var container = codes.get("containerName");
        if (container.present() && !isContainer(spec, container.text()))
            container.invalid("must be one of the container or initContainer names in the pod template");
        var values = codes.get("values");
        if (values.empty()) values.invalid(Field.NULL, "at least one value is required");
        if (values.size() > 255) values.tooMany(255);
        var seen = new HashSet<Long>();
        var ordered = true;
        var last = Long.MIN_VALUE;
        for (var value : values.items()) {
            if (operator.text().equals("In") && value.number() == 0) value.invalid("must not be 0 for the In operator");
            if (!seen.add(value.number())) value.duplicate();
            ordered &= value.number() >= last;
            last = value.number();
        }
        if (!ordered) values.invalid("must be ordered");
    }

    private static boolean isContainer(Field spec, String name) {
        var pod = spec.get("template").get("spec");
        return List.of("containers", "initContainers").stream()
                .flatMap(list -> pod.get(list).items().stream())
                .anyMatch(container -> container.get("name").text().equals(name));
    }
}
