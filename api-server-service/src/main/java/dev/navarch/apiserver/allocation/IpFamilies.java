package dev.navarch.apiserver.allocation;

import dev.navarch.machinery.field.FieldError;
import dev.navarch.machinery.field.FieldPath;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** Fills in which families of addresses a service has; this cluster gives out IPv4 only. */
final class IpFamilies {
    private static final FieldPath SPEC = FieldPath.of("spec");
    private static final String V4 = "IPv4";
    private static final String V6 = "IPv6";
    private static final String REQUIRE_DUAL = "RequireDualStack";

    private IpFamilies() {}

    static List<FieldError> fill(ObjectNode spec, @Nullable ObjectNode storedSpec) {
        var selectorless = ServiceSpec.isHeadless(spec) && spec.path("selector").isEmpty();
        if (spec.path("ipFamilyPolicy").asString("").isEmpty())
            spec.put("ipFamilyPolicy", policy(storedSpec, selectorless));
        var policy = spec.path("ipFamilyPolicy").asString("");
        var errors = new ArrayList<FieldError>();
        if (policy.equals(REQUIRE_DUAL) && !selectorless)
            errors.add(FieldError.invalid(
                    SPEC.child("ipFamilyPolicy"), policy, "this cluster is not configured for dual-stack services"));
        if (spec.path("ipFamilies").isEmpty()) {
            spec.putArray("ipFamilies").add(V4);
            if (selectorless && !policy.equals("SingleStack"))
                spec.withArray("ipFamilies").add(V6);
        } else if (!selectorless) {
            refuseOthers(spec, errors);
        }
        return errors;
    }

    private static String policy(@Nullable ObjectNode storedSpec, boolean selectorless) {
        var before = storedSpec == null ? "" : storedSpec.path("ipFamilyPolicy").asString("");
        if (!before.isEmpty()) return before;
        return selectorless ? REQUIRE_DUAL : "SingleStack";
    }

    private static void refuseOthers(ObjectNode spec, List<FieldError> errors) {
        var families = spec.path("ipFamilies");
        for (var i = 0; i < families.size(); i++) {
            var family = families.path(i).asString("");
            if (family.equals(V6))
                errors.add(FieldError.invalid(
                        SPEC.child("ipFamilies").index(i), family, "not configured on this cluster"));
        }
    }
}
