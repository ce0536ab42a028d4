package dev.navarch.resources.podtemplate;

import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.ResourceNameFormat;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/** The rules for requests and limits. */
public final class ResourceValidation {
    private ResourceValidation() {}

    static void validate(Field resources, Set<String> podClaims) {
        var limits = resources.get("limits");
        var requests = resources.get("requests");
        for (var limit : limits.entries()) amount(limit.getKey(), limit.getValue());
        for (var request : requests.entries()) {
            amount(request.getKey(), request.getValue());
            compare(request.getKey(), request.getValue(), requests, limits);
        }
        hugePages(resources, limits, requests);
        claims(resources.get("claims"), podClaims);
    }

    /** Amounts that stand alone, such as a pod's overhead. */
    public static void validateAmounts(Field amounts) {
        for (var entry : amounts.entries()) amount(entry.getKey(), entry.getValue());
    }

    private static void amount(String name, Field amount) {
        ResourceNameFormat.validateForContainers(name, amount);
        ResourceNameFormat.validateAmount(name, amount);
        if (!ResourceNameFormat.isHugePage(name)) return;
        var size = Quantity.find(name.substring("hugepages-".length()));
        var value = Quantity.find(amount.text());
        if (size == null || value == null || size.isZero()) return;
        if (value.signum() > 0 && value.amount().remainder(size.amount()).compareTo(BigDecimal.ZERO) != 0)
            amount.invalid(amount.text() + " is not positive integer multiple of " + name);
    }

    private static void compare(String name, Field request, Field requests, Field limits) {
        var requested = Quantity.find(request.text());
        var limit = Quantity.find(limits.value().path(name).asString(""));
        var overcommit = ResourceNameFormat.mayBeOvercommitted(name);
        if (limit == null) {
            if (!overcommit) limits.required("Limit must be set for non overcommitable resources");
        } else if (requested == null) {
            return;
        } else if (!overcommit && requested.compareTo(limit) != 0) {
            requests.invalid(requested.toString(), "must be equal to " + name + " limit of " + limit);
        } else if (requested.compareTo(limit) > 0) {
            requests.invalid(requested.toString(), "must be less than or equal to " + name + " limit of " + limit);
        }
    }

    private static void hugePages(Field resources, Field limits, Field requests) {
        var names = new HashSet<String>();
        Stream.of(limits, requests).forEach(list -> list.entries().forEach(entry -> names.add(entry.getKey())));
        if (names.stream().anyMatch(ResourceNameFormat::isHugePage)
                && !names.contains("cpu")
                && !names.contains("memory")) resources.forbidden("HugePages require cpu or memory");
    }

    private static void claims(Field claims, Set<String> podClaims) {
        var seen = new HashSet<String>();
        for (var claim : claims.items()) {
            var name = claim.get("name");
            var request = claim.get("request").text();
            if (name.empty()) {
                name.required("");
                continue;
            }
            if (!seen.add(name.text() + "/" + request)) claim.duplicate();
            if (!podClaims.contains(name.text())) name.notFound();
        }
    }
}
