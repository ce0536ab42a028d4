package dev.navarch.resources.podtemplate;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import java.util.HashMap;
import java.util.List;

/** The rules for how a group of pods spreads over zones and nodes. */
final class TopologySpreadValidation {
    private static final List<String> ACTIONS = List.of("DoNotSchedule", "ScheduleAnyway");
    private static final List<String> POLICIES = List.of("Honor", "Ignore");

    private TopologySpreadValidation() {}

    static void validate(Field constraints) {
        var seen = new HashMap<String, Field>();
        for (var constraint : constraints.items()) {
            var skew = constraint.get("maxSkew");
            if (skew.number() <= 0) skew.invalid(skew.number(), "must be greater than zero");
            var key = constraint.get("topologyKey");
            if (key.empty()) key.required("can not be empty");
            else LabelValidation.labelName(key);
            var action = constraint.get("whenUnsatisfiable");
            action.oneOf(ACTIONS);
            var pair = "{" + key.text() + ", " + action.text() + "}";
            var twin = seen.putIfAbsent(pair, constraint);
            if (twin != null)
                constraints
                        .errors()
                        .add(FieldError.duplicate(twin.path().child("{topologyKey, whenUnsatisfiable}"), pair));
            domains(constraint, action.text());
            for (var policy : List.of("nodeAffinityPolicy", "nodeTaintsPolicy"))
                if (constraint.get(policy).present()) constraint.get(policy).oneOf(POLICIES);
            AffinityValidation.keysOf(constraint.get("matchLabelKeys"), constraint);
            LabelValidation.selector(constraint.get("labelSelector"));
        }
    }

    private static void domains(Field constraint, String action) {
        var domains = constraint.get("minDomains");
        if (domains.absent()) return;
        if (domains.number() <= 0) domains.invalid("must be greater than zero");
        if (!action.equals("DoNotSchedule"))
            domains.invalid("can only use minDomains if whenUnsatisfiable=DoNotSchedule, not " + action);
    }
}
