package dev.navarch.resources.networking;

import dev.navarch.resources.form.GenerationKindStrategy;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class NetworkPolicyStrategy extends GenerationKindStrategy {
    NetworkPolicyStrategy() {
        super("spec");
    }

    @Override
    public void applyDefaults(ObjectNode policy) {
        var spec = Tree.object(policy, "spec");
        if (Tree.isEmpty(spec.path("policyTypes"))) {
            var types = spec.putArray("policyTypes").add("Ingress");
            if (!Tree.isEmpty(spec.path("egress"))) types.add("Egress");
        }
        for (var direction : List.of("ingress", "egress"))
            for (var rule : Tree.objects(spec, direction))
                for (var port : Tree.objects(rule, "ports")) Tree.fillAbsent(port, "protocol", "TCP");
    }

    @Override
    protected void validate(Field policy) {
        NetworkPolicyValidation.validate(policy.get("spec"));
    }
}
