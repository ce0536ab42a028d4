package dev.navarch.resources.podtemplate;

import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for resources of a whole pod: those its containers share, and claims on devices. */
final class PodResourceValidation {
    private PodResourceValidation() {}

    static void validateClaims(Field claims) {
        var names = new HashSet<String>();
        for (var claim : claims.items()) {
            var name = claim.get("name");
            if (name.needs(Names::dnsLabel).notEmpty() && !names.add(name.text())) name.duplicate();
            var byName = claim.get("resourceClaimName");
            var byTemplate = claim.get("resourceClaimTemplateName");
            if (byName.present() && byTemplate.present())
                claim.invalid("at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified");
            if (byName.absent() && byTemplate.absent())
                claim.invalid("must specify one of: `resourceClaimName`, `resourceClaimTemplateName`");
            for (var reference : List.of(byName, byTemplate))
                if (reference.present()) reference.mustBe(Names::dnsSubdomain);
        }
    }

    static void validatePodLevel(Field spec, PodContext pod) {
        var resources = spec.get("resources");
        if (resources.absent()) return;
        resources.get("claims").forbiddenIfSet("claims may not be set for Resources at pod-level");
        if (pod.os().equals("windows")) resources.forbidden("may not be set for a windows pod");
        for (var list : List.of("limits", "requests"))
            for (var entry : resources.get(list).entries())
                if (!List.of("cpu", "memory").contains(entry.getKey())
                        && !entry.getKey().startsWith("hugepages-"))
                    entry.getValue()
                            .holding(entry.getValue().value())
                            .notSupported(List.of("cpu", "hugepages", "memory"));
        ResourceValidation.validate(resources, pod.claims());
        for (var request : resources.get("requests").entries()) sum(spec, request.getKey(), request.getValue());
        for (var limit : resources.get("limits").entries()) most(spec, limit.getKey(), limit.getValue());
    }

    private static void sum(Field spec, String name, Field request) {
        var sum = Quantity.ZERO;
        for (var container : spec.get("containers").items()) {
            var amount = amount(container, "requests", name);
            if (amount != null) sum = sum.add(amount);
        }
        var asked = Quantity.find(request.text());
        if (asked != null && asked.compareTo(sum) < 0)
            request.invalid(
                    asked.toString(), "must be greater than or equal to aggregate container requests of " + sum);
    }

    private static void most(Field spec, String name, Field limit) {
        var most = Quantity.find(limit.text());
        for (var list : ContainerLists.PLANNED)
            for (var container : spec.get(list).items()) {
                var amount = amount(container, "limits", name);
                var at = container.get("resources").get("limits");
                if (most != null && amount != null && amount.compareTo(most) > 0)
                    at.reportedAt(at.path().key(name))
                            .invalid(amount.toString(), "must be less than or equal to pod limits of " + most);
            }
    }

    private static @Nullable Quantity amount(Field container, String list, String name) {
        return Quantity.find(
                container.get("resources").get(list).value().path(name).asString(""));
    }
}
