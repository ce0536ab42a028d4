package dev.navarch.resources.service;

import dev.navarch.resources.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class ServiceWarnings {
    private ServiceWarnings() {}

    static List<String> of(ObjectNode service) {
        var warnings = new ArrayList<String>();
        var spec = service.path("spec");
        if (service.path("metadata").path("annotations").has("service.kubernetes.io/topology-aware-hints"))
            warnings.add("metadata.annotations[service.kubernetes.io/topology-aware-hints]: annotation is deprecated, "
                    + "please use service.kubernetes.io/topology-mode instead");
        if (!Tree.isEmpty(spec.path("externalIPs")) && ServiceSpecs.isExternalName(spec))
            warnings.add("spec.externalIPs is ignored when spec.type is \"ExternalName\"");
        if (ServiceSpecs.isHeadless(spec)) headless(spec, warnings);
        return warnings;
    }

    private static void headless(JsonNode spec, List<String> warnings) {
        if (!Tree.text(spec, "loadBalancerIP").isEmpty())
            warnings.add("spec.loadBalancerIP is ignored for headless services");
        if (!Tree.isEmpty(spec.path("externalIPs"))) warnings.add("spec.externalIPs is ignored for headless services");
        if (!Tree.text(spec, "sessionAffinity").equals("None"))
            warnings.add("spec.SessionAffinity is ignored for headless services");
    }
}
