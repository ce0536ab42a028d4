package dev.navarch.resources.podtemplate;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The rules for which nodes and which other pods a pod wants to be near or far from. */
public final class AffinityValidation {
    private static final String REQUIRED = "requiredDuringSchedulingIgnoredDuringExecution";
    private static final String PREFERRED = "preferredDuringSchedulingIgnoredDuringExecution";

    private AffinityValidation() {}

    static void validate(Field affinity) {
        var node = affinity.get("nodeAffinity");
        if (node.get(REQUIRED).present()) nodeSelector(node.get(REQUIRED));
        for (var term : node.get(PREFERRED).items()) {
            weight(term);
            nodeSelectorTerm(term.get("preference"), false);
        }
        for (var kind : List.of("podAffinity", "podAntiAffinity")) {
            var pods = affinity.get(kind);
            pods.get(REQUIRED).items().forEach(AffinityValidation::podTerm);
            for (var term : pods.get(PREFERRED).items()) {
                weight(term);
                podTerm(term.get("podAffinityTerm"));
            }
        }
    }

    /** The selector of nodes that volumes and devices carry, too. */
    public static void nodeSelector(Field selector) {
        var terms = selector.get("nodeSelectorTerms");
        if (terms.empty()) terms.required("must have at least one node selector term");
        for (var term : terms.items()) nodeSelectorTerm(term, true);
    }

    private static void weight(Field term) {
        var weight = term.get("weight").number();
        if (weight < 1 || weight > 100) term.get("weight").invalid(weight, "must be in the range 1-100");
    }

    private static void nodeSelectorTerm(Field term, boolean checksValues) {
        for (var expression : term.get("matchExpressions").items()) nodeRequirement(expression, checksValues);
        for (var field : term.get("matchFields").items()) fieldRequirement(field);
    }

    private static void nodeRequirement(Field expression, boolean checksValues) {
        var values = expression.get("values");
        switch (expression.get("operator").text()) {
            case "In", "NotIn" -> values.needed("must be specified when `operator` is 'In' or 'NotIn'");
            case "Exists", "DoesNotExist" ->
                values.forbiddenIfSet("may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
            case "Gt", "Lt" -> {
                if (values.size() != 1)
                    values.required("must be specified single value when `operator` is 'Lt' or 'Gt'");
            }
            default -> expression.get("operator").invalid("not a valid selector operator");
        }
        LabelValidation.labelName(expression.get("key"));
        if (checksValues) for (var value : values.items()) value.mustBe(Names::labelValue);
    }

    private static void fieldRequirement(Field field) {
        var values = field.get("values");
        if (!Set.of("In", "NotIn").contains(field.get("operator").text()))
            field.get("operator").invalid("not a valid selector operator");
        else if (values.size() != 1)
            values.required("must be only one value when `operator` is 'In' or 'NotIn' for node field selector");
        if (!field.get("key").text().equals("metadata.name"))
            field.get("key").invalid("not a valid field selector key");
        else for (var value : values.items()) value.mustBe(Names::dnsSubdomain);
    }

    private static void podTerm(Field term) {
        for (var selector : List.of("labelSelector", "namespaceSelector")) LabelValidation.selector(term.get(selector));
        for (var namespace : term.get("namespaces").items())
            namespace.reportedAt(term.path().child("namespace")).mustBe(Names::dnsLabel);
        if (term.get("topologyKey").empty()) term.get("topologyKey").required("can not be empty");
        LabelValidation.labelName(term.get("topologyKey"));
        labelKeys(term);
    }

    private static void labelKeys(Field term) {
        var matching = term.get("matchLabelKeys");
        var mismatching = term.get("mismatchLabelKeys");
        keysOf(matching, term);
        keysOf(mismatching, term);
        var both = new HashSet<String>();
        for (var key : matching.items()) both.add(key.text());
        for (var key : mismatching.items())
            if (both.contains(key.text())) key.invalid("exists in both matchLabelKeys and mismatchLabelKeys");
    }

    static void keysOf(Field keys, Field term) {
        if (keys.empty()) return;
        if (term.get("labelSelector").absent()) {
            keys.forbidden("must not be specified when labelSelector is not set");
            return;
        }
        for (var key : keys.items()) LabelValidation.labelName(key);
    }
}
