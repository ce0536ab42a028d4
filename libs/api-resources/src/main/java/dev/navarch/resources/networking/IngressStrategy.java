package dev.navarch.resources.networking;

import dev.navarch.resources.form.StatusKindStrategy;
import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import tools.jackson.databind.node.ObjectNode;

final class IngressStrategy extends StatusKindStrategy {
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
        var older = annotations.value().path("kubernetes.io/ingress.class").asString("");
        var name = ingress.get("spec").get("ingressClassName").text();
        if (!older.isEmpty() && !name.isEmpty() && !older.equals(name))
            ingress.get("annotations")
                    .get("kubernetes.io/ingress.class")
                    .invalid(older, "must match `ingressClassName` when both are specified");
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
