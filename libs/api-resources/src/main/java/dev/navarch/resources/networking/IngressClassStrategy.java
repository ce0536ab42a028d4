package dev.navarch.resources.networking;

import dev.navarch.resources.form.GenerationKindStrategy;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class IngressClassStrategy extends GenerationKindStrategy {
    private static final int MAX_CONTROLLER = 250;

    IngressClassStrategy() {
        super("spec");
    }

    @Override
    public void applyDefaults(ObjectNode ingressClass) {
        var parameters = Tree.find(Tree.object(ingressClass, "spec"), "parameters");
        if (parameters != null) Tree.fillAbsent(parameters, "scope", "Cluster");
    }

    @Override
    protected void validate(Field ingressClass) {
        var spec = ingressClass.get("spec");
        var controller = spec.get("controller");
        if (controller.needed().notEmpty()) {
            if (controller.text().length() > MAX_CONTROLLER) controller.tooLong(MAX_CONTROLLER);
            prefixed(controller);
        }
        if (spec.get("parameters").present()) parameters(spec.get("parameters"));
    }

    private static void prefixed(Field controller) {
        var slash = controller.text().indexOf('/');
        if (slash <= 0 || slash == controller.text().length() - 1) {
            controller.invalid("must be a domain-prefixed path (such as \"acme.io/foo\")");
            return;
        }
        Names.dnsSubdomain(controller.text().substring(0, slash))
                .forEach(problem -> controller.invalid(controller.text().substring(0, slash), problem));
        if (!controller.text().substring(slash + 1).matches("[A-Za-z0-9/\\-._~%!$&'()*+,;=:]+"))
            controller.invalid(controller.text().substring(slash + 1), "Invalid path");
    }

    private static void parameters(Field parameters) {
        if (parameters.get("apiGroup").present()) parameters.get("apiGroup").mustBe(Names::dnsSubdomain);
        parameters.get("kind").needs(Names::pathSegment);
        parameters.get("name").needs(Names::pathSegment);
        var scope = parameters.get("scope");
        var namespace = parameters.get("namespace");
        switch (scope.text()) {
            case "" -> scope.required("");
            case "Namespace" -> {
                if (namespace.absent()) namespace.required("`parameters.scope` is set to 'Namespace'");
                else namespace.mustBe(Names::dnsLabel);
            }
            case "Cluster" -> {
                if (namespace.present()) namespace.forbidden("`parameters.scope` is set to 'Cluster'");
            }
            default -> scope.notSupported(List.of("Cluster", "Namespace"));
        }
    }

    @Override
    protected void validateChange(Field updated, Field stored) {
        updated.get("spec").get("controller").immutable(stored.get("spec").get("controller"));
    }
}
