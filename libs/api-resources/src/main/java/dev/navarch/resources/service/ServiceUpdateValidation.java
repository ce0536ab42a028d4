package dev.navarch.resources.service;

import dev.navarch.resources.validation.Field;

/** What may not change while a service keeps its address. */
final class ServiceUpdateValidation {
    private static final String ONCE = "may not change once set";

    private ServiceUpdateValidation() {}

    static void validate(Field updated, Field stored) {
        var now = updated.get("spec");
        var was = stored.get("spec");
        addresses(now, was);
        families(now, was);
        if (ServiceSpecs.isLoadBalancer(now.value()) && ServiceSpecs.isLoadBalancer(was.value())) {
            var before = was.get("loadBalancerClass");
            if (!now.get("loadBalancerClass").sameAs(before))
                now.get("loadBalancerClass").invalid(ONCE);
        }
        if (ServiceSpecs.needsHealthCheckPort(now.value())
                && ServiceSpecs.needsHealthCheckPort(was.value())
                && !now.get("healthCheckNodePort").sameAs(was.get("healthCheckNodePort")))
            now.get("healthCheckNodePort").forbidden("field is immutable");
    }

    private static void addresses(Field now, Field was) {
        if (!ServiceSpecs.needsClusterIp(now.value()) || !ServiceSpecs.needsClusterIp(was.value())) return;
        if (ServiceSpecs.isHeadless(now.value()) && ServiceSpecs.isHeadless(was.value())) return;
        var addresses = now.get("clusterIPs");
        var before = was.get("clusterIPs");
        var first = addresses.reportedAt(addresses.path().index(0));
        if (before.empty()) return;
        if (addresses.empty()) {
            first.invalid("primary clusterIP can not be unset");
            return;
        }
        if (!addresses.items().getFirst().sameAs(before.items().getFirst())) first.invalid(ONCE);
        if (before.size() == 2 && addresses.size() == 1 && !isSingleStack(now))
            now.get("ipFamilyPolicy").invalid("must be set to 'SingleStack' when releasing the secondary clusterIP");
    }

    private static void families(Field now, Field was) {
        if (ServiceSpecs.isExternalName(now.value()) || ServiceSpecs.isExternalName(was.value())) return;
        if (ServiceSpecs.isHeadless(now.value()) || ServiceSpecs.isHeadless(was.value())) return;
        var families = now.get("ipFamilies");
        var before = was.get("ipFamilies");
        if (before.empty() || families.empty()) return;
        if (!families.items().getFirst().sameAs(before.items().getFirst()))
            families.reportedAt(families.path().index(0)).invalid(ONCE);
        if (before.size() == 2 && families.size() == 1 && !isSingleStack(now))
            now.get("ipFamilyPolicy").invalid("must be set to 'SingleStack' when releasing the secondary ipFamily");
    }

    private static boolean isSingleStack(Field spec) {
        return spec.get("ipFamilyPolicy").text().equals("SingleStack");
    }
}
