package dev.navarch.resources.admission;

import dev.navarch.resources.form.GenerationKindStrategy;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Of what puts policies into force; those that judge also say what comes of it. */
final class PolicyBindingStrategy extends GenerationKindStrategy {
    private static final List<String> ACTIONS = List.of("Audit", "Deny", "Warn");

    private final boolean mutating;

    PolicyBindingStrategy(boolean mutating) {
        super("spec");
        this.mutating = mutating;
    }

    @Override
    public void applyDefaults(ObjectNode binding) {
        var resources = Tree.find(Tree.object(binding, "spec"), "matchResources");
        if (resources != null) AdmissionDefaults.matchResources(resources);
    }

    @Override
    protected void validate(Field binding) {
        var spec = binding.get("spec");
        spec.get("policyName").needs(Names::dnsSubdomain);
        if (spec.get("paramRef").present()) parameters(spec.get("paramRef"));
        if (spec.get("matchResources").present()) PolicyValidation.matchResources(spec.get("matchResources"));
        if (!mutating) actions(spec.get("validationActions"));
    }

    private static void parameters(Field reference) {
        var name = reference.get("name");
        var selector = reference.get("selector");
        if (name.notEmpty() && selector.present()) {
            name.forbidden("name and selector are mutually exclusive");
            selector.forbidden("name and selector are mutually exclusive");
        } else if (name.empty() && selector.absent()) {
            reference.required("one of name or selector must be specified");
        }
        name.mustBeIfSet(Names::dnsSubdomain);
        LabelValidation.selector(selector);
        reference.get("parameterNotFoundAction").neededOneOf(List.of("Allow", "Deny"));
    }

    private static void actions(Field actions) {
        if (actions.empty()) {
            actions.required("at least one validation action is required");
            return;
        }
        var seen = new HashSet<String>();
        for (var action : actions.items()) {
            action.oneOf(ACTIONS);
            if (!seen.add(action.text())) action.duplicate();
        }
        if (seen.containsAll(List.of("Deny", "Warn")))
            actions.invalid("must not contain both Deny and Warn (repeating the same validation failure information in "
                    + "the API response and headers serves no purpose)");
    }

    @Override
    public boolean allowsUnconditionalUpdate() {
        return false;
    }
}
