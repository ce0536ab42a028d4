package dev.navarch.resources.admission;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import dev.navarch.resources.validation.Sizes;
import java.util.HashSet;
import java.util.List;

/** The rules for admission policies. Whether expressions compile is not looked at here. */
final class PolicyValidation {
    private static final String NO_EXPRESSION = "expression is not specified";
    private static final int MAX_ANNOTATIONS = 20;
    private static final int MAX_VALUE = 5 * 1024;

    private PolicyValidation() {}

    static void validate(Field policy, boolean mutating) {
        var spec = policy.get("spec");
        spec.get("failurePolicy").neededOneOf(List.of("Fail", "Ignore"));
        if (spec.get("paramKind").present()) paramKind(spec.get("paramKind"));
        var constraints = spec.get("matchConstraints");
        if (constraints.absent()) {
            constraints.required("");
        } else {
            matchResources(constraints);
            if (constraints.get("resourceRules").empty())
                constraints.get("resourceRules").required("");
        }
        MatchConditionValidation.validate(spec.get("matchConditions"));
        for (var variable : spec.get("variables").items()) variable(variable);
        if (mutating) mutations(spec.get("mutations"));
        else judgements(spec, policy.get("metadata").get("name").text());
    }

    static void matchResources(Field resources) {
        if (resources.get("matchPolicy").present()) resources.get("matchPolicy").oneOf(List.of("Equivalent", "Exact"));
        for (var selector : List.of("namespaceSelector", "objectSelector"))
            LabelValidation.selector(resources.get(selector));
        for (var list : List.of("resourceRules", "excludeResourceRules"))
            for (var rule : resources.get(list).items()) {
                RuleValidation.validate(rule);
                var names = new HashSet<String>();
                for (var name : rule.get("resourceNames").items()) {
                    name.mustBe(Names::pathSegment);
                    if (!names.add(name.text())) name.duplicate();
                }
            }
    }

    private static void paramKind(Field kind) {
        var version = kind.get("apiVersion");
        if (version.needed().notEmpty() && version.text().endsWith("/")) version.invalid("version must be specified");
        kind.get("kind").needed();
    }

    private static void variable(Field variable) {
        var name = variable.get("name");
        if (name.empty()) name.required("name is not specified");
        else if (!name.text().matches("[_a-zA-Z][_a-zA-Z0-9]*")) name.invalid("name is not a valid CEL identifier");
        if (variable.get("expression").text().isBlank())
            variable.get("expression").required(NO_EXPRESSION);
    }

    private static void mutations(Field mutations) {
        mutations.needed("mutations must contain at least one item");
        for (var mutation : mutations.items()) {
            mutation.get("patchType").neededOneOf(List.of("ApplyConfiguration", "JSONPatch"));
            var patch = mutation.get("patchType").text().equals("JSONPatch") ? "jsonPatch" : "applyConfiguration";
            if (mutation.get(patch).absent()) mutation.get(patch).required("must be specified when patchType is set");
            else if (mutation.get(patch).get("expression").text().isBlank())
                mutation.get(patch).get("expression").required(NO_EXPRESSION);
        }
    }

    private static void judgements(Field spec, String name) {
        var validations = spec.get("validations");
        var annotations = spec.get("auditAnnotations");
        if (validations.empty() && annotations.empty()) {
            var message = "validations or auditAnnotations must contain at least one item";
            validations.required(message);
            annotations.required(message);
            return;
        }
        for (var validation : validations.items()) judgement(validation);
        if (annotations.size() > MAX_ANNOTATIONS)
            annotations.invalid("must not have more than " + MAX_ANNOTATIONS + " auditAnnotations");
        var keys = new HashSet<String>();
        for (var annotation : annotations.items()) {
            var key = annotation.get("key");
            Names.qualifiedName(name + "/" + key.text()).forEach(key::invalid);
            if (!keys.add(key.text())) key.duplicate();
            var value = annotation.get("valueExpression");
            if (value.text().isBlank()) value.required("valueExpression is not specified");
            else if (Sizes.bytes(value.text()) > MAX_VALUE) value.required("must not exceed 5kB in length");
        }
    }

    private static void judgement(Field validation) {
        if (validation.get("expression").text().isBlank())
            validation.get("expression").required(NO_EXPRESSION);
        var message = validation.get("message");
        if (message.notEmpty() && message.text().isBlank()) message.invalid("message must be non-empty if specified");
        else if (message.text().contains("\n")) message.invalid("message must not contain line breaks");
        var expression = validation.get("messageExpression");
        if (expression.notEmpty() && expression.text().isBlank()) expression.invalid("must be non-empty if specified");
        if (validation.get("reason").present())
            validation.get("reason").oneOf(List.of("Forbidden", "Invalid", "RequestEntityTooLarge", "Unauthorized"));
    }
}
