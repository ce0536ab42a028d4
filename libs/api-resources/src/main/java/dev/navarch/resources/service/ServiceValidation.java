package dev.navarch.resources.service;

import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.LabelValidation;
import java.util.ArrayList;
import java.util.List;

final class ServiceValidation {
    private static final List<String> TYPES = List.of("ClusterIP", "ExternalName", "LoadBalancer", "NodePort");
    private static final List<String> POLICIES = List.of("Cluster", "Local");
    private static final List<String> DISTRIBUTIONS = List.of("PreferClose", "PreferSameNode", "PreferSameZone");
    private static final String HINTS = "service.kubernetes.io/topology-aware-hints";
    private static final String MODE = "service.kubernetes.io/topology-mode";

    private ServiceValidation() {}

    static void validate(Field service) {
        topologyMode(service.get("metadata").get("annotations"));
        var spec = service.get("spec");
        var ports = spec.get("ports");
        if (ports.empty() && !ServiceSpecs.isHeadless(spec.value()) && !ServiceSpecs.isExternalName(spec.value()))
            ports.required("");
        byType(spec);
        ServicePortValidation.validate(spec);
        LabelValidation.labels(spec.get("selector"));
        affinity(spec);
        ServiceAddressValidation.validate(spec);
        for (var address : spec.get("externalIPs").items()) externalIp(address);
        spec.get("type").neededOneOf(TYPES);
        ServicePortValidation.nodePorts(spec);
        LoadBalancerValidation.validate(service);
        trafficPolicies(spec);
    }

    private static void topologyMode(Field annotations) {
        var hints = annotations.value().path(HINTS);
        var mode = annotations.value().path(MODE);
        if (hints.isString() && mode.isString() && !hints.equals(mode))
            annotations
                    .reportedAt(annotations.path().key(MODE))
                    .invalid(mode.asString(), "must match annotations[" + HINTS + "] when both are specified");
    }

    private static void byType(Field spec) {
        var first =
                spec.get("clusterIPs").reportedAt(spec.get("clusterIPs").path().index(0));
        var headless = ServiceSpecs.isHeadless(spec.value());
        switch (spec.get("type").text()) {
            case "LoadBalancer" -> {
                if (headless) first.invalid(ServiceSpecs.NONE, "may not be set to 'None' for LoadBalancer services");
            }
            case "NodePort" -> {
                if (headless) first.invalid(ServiceSpecs.NONE, "may not be set to 'None' for NodePort services");
            }
            case "ExternalName" -> externalName(spec);
            default -> {}
        }
    }

    private static void externalName(Field spec) {
        for (var field : List.of("clusterIPs", "ipFamilies", "ipFamilyPolicy"))
            spec.get(field).forbiddenIfSet("may not be set for ExternalName services");
        var name = spec.get("externalName");
        var host =
                name.text().endsWith(".") ? name.text().substring(0, name.text().length() - 1) : name.text();
        if (host.isEmpty()) name.required("");
        else Names.dnsSubdomain(host).forEach(problem -> name.invalid(host, problem));
    }

    private static void affinity(Field spec) {
        var affinity = spec.get("sessionAffinity");
        affinity.neededOneOf(List.of("ClientIP", "None"));
        var config = spec.get("sessionAffinityConfig");
        if (affinity.text().equals("None")) {
            if (config.present()) config.forbidden("must not be set when session affinity is None");
            return;
        }
        if (!affinity.text().equals("ClientIP")) return;
        var timeout = config.get("clientIP").get("timeoutSeconds");
        if (config.absent()) config.required("when session affinity type is ClientIP");
        else if (timeout.absent()) timeout.required("when session affinity type is ClientIP");
        else if (timeout.number() < 1 || timeout.number() > 86_400)
            timeout.invalid("must be greater than 0 and less than 86400");
    }

    private static void externalIp(Field address) {
        var problems = new ArrayList<>(Addresses.ip(address.text()));
        if (problems.isEmpty()) problems.addAll(Addresses.notSpecial(address.text()));
        problems.forEach(address::invalid);
    }

    private static void trafficPolicies(Field spec) {
        var external = spec.get("externalTrafficPolicy");
        if (!ServiceSpecs.isExternallyAccessible(spec.value())) {
            if (external.notEmpty()) external.invalid("may only be set for externally-accessible services");
        } else {
            external.neededOneOf(POLICIES);
        }
        healthCheck(spec.get("healthCheckNodePort"), spec);
        var internal = spec.get("internalTrafficPolicy");
        if (internal.absent()) {
            if (List.of("NodePort", "LoadBalancer", "ClusterIP")
                    .contains(spec.get("type").text())) internal.required("");
        } else {
            internal.oneOf(POLICIES);
        }
        if (spec.get("trafficDistribution").present())
            spec.get("trafficDistribution").oneOf(DISTRIBUTIONS);
    }

    private static void healthCheck(Field port, Field spec) {
        if (port.number() == 0) return;
        if (!ServiceSpecs.needsHealthCheckPort(spec.value()))
            port.invalid("may only be set when `type` is 'LoadBalancer' and `externalTrafficPolicy` is 'Local'");
        else port.between(1, 65535);
    }
}
