package dev.navarch.resources.networking;

import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class IngressStrategy extends StatusKindStrategy {
    private static final String CLASS = "kubernetes.io/ingress.class";

    @Override
    protected void fillStatus(ObjectNode ingress) {
        Tree.object(Tree.object(ingress, "status"), "loadBalancer");
    }

    @Override
    protected void validate(Field ingress) {
        IngressValidation.validate(ingress.get("spec"));
    }

    @Override
    protected void validateNew(Field ingress) {
        var annotations = ingress.get("metadata").get("annotations");
        var older = annotations.value().path(CLASS).asString("");
        var name = ingress.get("spec").get("ingressClassName").text();
        if (!older.isEmpty() && !name.isEmpty() && !older.equals(name))
            ingress.get("annotations")
                    .get(CLASS)
                    .invalid(older, "must match `ingressClassName` when both are specified");
    }

    @Override
    public List<String> warnings(ObjectNode ingress) {
        if (!ingress.path("metadata").path("annotations").has(CLASS)) return List.of();
        return List.of("annotation \"" + CLASS + "\" is deprecated, please use 'spec.ingressClassName' instead");
    }

    @Override
    protected void validateStatus(Field updated, Field stored) {
        for (var point :
                updated.get("status").get("loadBalancer").get("ingress").items()) {
            point.get("ip").mustBeIfSet(Addresses::ip);
            var host = point.get("hostname");
            host.mustBeIfSet(Names::dnsSubdomain);
            if (Addresses.isIp(host.text())) host.invalid("must be a DNS name, not an IP address");
        }
    }
}
