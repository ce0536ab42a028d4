package dev.navarch.resources.service;

import dev.navarch.resources.format.Addresses;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.List;

/** The rules for what only load balancers have. */
final class LoadBalancerValidation {
    private static final String ONLY = "may only be used when `type` is 'LoadBalancer'";
    private static final String RANGES = "service.beta.kubernetes.io/load-balancer-source-ranges";

    private LoadBalancerValidation() {}

    static void validate(Field service) {
        var spec = service.get("spec");
        var balancer = ServiceSpecs.isLoadBalancer(spec.value());
        ranges(service, balancer);
        var allocate = spec.get("allocateLoadBalancerNodePorts");
        if (allocate.present() && !balancer) allocate.forbidden(ONLY);
        if (allocate.absent() && balancer)
            service.get("allocateLoadBalancerNodePorts").required("");
        var ofClass = spec.get("loadBalancerClass");
        if (ofClass.absent()) return;
        if (!balancer) ofClass.forbidden(ONLY);
        else ofClass.mustBe(Names::qualifiedName);
    }

    private static void ranges(Field service, boolean balancer) {
        var spec = service.get("spec");
        var ranges = spec.get("loadBalancerSourceRanges").reportedAt(spec.path().child("LoadBalancerSourceRanges"));
        if (ranges.notEmpty()) {
            if (!balancer) {
                ranges.forbidden(ONLY);
                return;
            }
            for (var range : ranges.items())
                Addresses.cidr(range.text().strip()).forEach(range::invalid);
            return;
        }
        var annotations = service.get("metadata").get("annotations");
        var annotation = annotations.reportedAt(annotations.path().key(RANGES));
        var text = annotations.value().path(RANGES).asString("");
        if (text.isEmpty()) return;
        if (!balancer) annotation.forbidden(ONLY);
        else
            for (var range : text.strip().split(",", -1))
                Addresses.cidr(range.strip()).forEach(problem -> annotation.invalid(text, problem));
    }

    static void status(Field service) {
        var ingress = service.get("status").get("loadBalancer").get("ingress");
        if (ingress.notEmpty()
                && !ServiceSpecs.isLoadBalancer(service.get("spec").value())) {
            ingress.forbidden("may only be used when `spec.type` is 'LoadBalancer'");
            return;
        }
        for (var point : ingress.items()) point(point);
    }

    private static void point(Field point) {
        var ip = point.get("ip");
        var mode = point.get("ipMode");
        ip.mustBeIfSet(Addresses::ip);
        if (ip.notEmpty() && mode.absent()) mode.required("must be specified when `ip` is set");
        if (ip.empty() && mode.present()) mode.forbidden("may not be specified when `ip` is not set");
        if (ip.notEmpty() && mode.present()) mode.oneOf(List.of("Proxy", "VIP"));
        var host = point.get("hostname");
        host.mustBeIfSet(Names::dnsSubdomain);
        if (Addresses.isIp(host.text())) host.invalid("must be a DNS name, not an IP address");
    }
}
