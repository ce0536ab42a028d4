package dev.navarch.resources.quota;

import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.ResourceNameFormat;
import java.math.MathContext;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

final class LimitRangeValidation {
    private static final Set<String> TYPES = Set.of("Pod", "Container", "PersistentVolumeClaim");

    private LimitRangeValidation() {}

    static void validate(Field limits) {
        var types = new HashSet<String>();
        for (var limit : limits.items()) {
            var type = limit.get("type");
            type(type);
            if (!types.add(type.text())) type.duplicate();
            limit(limit, type.text());
        }
    }

    private static void type(Field type) {
        var before = type.errors().size();
        type.mustBe(Names::qualifiedName);
        if (type.errors().size() == before && !type.text().contains("/") && !TYPES.contains(type.text()))
            type.invalid("must be a standard limit type or fully qualified");
    }

    private static void limit(Field limit, String type) {
        var names = new TreeSet<String>();
        for (var list : List.of("max", "min")) names(limit.get(list), type, names);
        if (type.equals("Pod")) {
            for (var list : List.of("default", "defaultRequest"))
                limit.get(list).forbiddenIfSet("may not be specified when `type` is 'Pod'");
        } else {
            for (var list : List.of("default", "defaultRequest")) names(limit.get(list), type, names);
        }
        if (type.equals("PersistentVolumeClaim")
                && !limit.get("min").value().has("storage")
                && !limit.get("max").value().has("storage"))
            limit.get("limits")
                    .required("either minimum or maximum storage value is required, but neither was provided");
        names(limit.get("maxLimitRequestRatio"), type, names);
        for (var name : names) amounts(limit, name);
    }

    private static void names(Field list, String type, Set<String> names) {
        for (var entry : list.entries()) {
            if (type.equals("Pod") || type.equals("Container"))
                ResourceNameFormat.validateForContainers(entry.getKey(), entry.getValue());
            else ResourceNameFormat.validate(entry.getKey(), entry.getValue());
            names.add(entry.getKey());
        }
    }

    private static void amounts(Field limit, String name) {
        inOrder(limit, name, "min", "max", "min value %s is greater than max value %s");
        inOrder(limit, name, "min", "defaultRequest", "min value %s is greater than default request value %s");
        inOrder(limit, name, "defaultRequest", "max", "default request value %s is greater than max value %s");
        inOrder(
                limit,
                name,
                "defaultRequest",
                "default",
                "default request value %s is greater than default limit value %s");
        inOrder(limit, name, "min", "default", "min value %s is greater than default value %s");
        inOrder(limit, name, "default", "max", "default value %s is greater than max value %s");
        ratio(limit, name);
        if (ResourceNameFormat.mayBeOvercommitted(name)) return;
        var usual = amount(limit, "default", name);
        var request = amount(limit, "defaultRequest", name);
        if (usual != null && request != null && !usual.equals(request))
            at(limit, "defaultRequest", name)
                    .invalid(
                            request.toString(),
                            "default value " + usual + " must equal to defaultRequest value " + request + " in "
                                    + name);
    }

    /** Reported at the lower one. */
    private static void inOrder(Field limit, String name, String low, String high, String message) {
        var less = amount(limit, low, name);
        var more = amount(limit, high, name);
        if (less != null && more != null && less.compareTo(more) > 0)
            at(limit, low, name).invalid(less.toString(), message.formatted(less, more));
    }

    private static void ratio(Field limit, String name) {
        var ratio = amount(limit, "maxLimitRequestRatio", name);
        if (ratio == null) return;
        var at = at(limit, "maxLimitRequestRatio", name);
        if (ratio.compareTo(Quantity.of(1)) < 0) at.invalid(ratio.toString(), "ratio " + ratio + " is less than 1");
        var min = amount(limit, "min", name);
        var max = amount(limit, "max", name);
        if (min == null || max == null || min.isZero()) return;
        var most = max.amount().divide(min.amount(), MathContext.DECIMAL64);
        if (ratio.amount().compareTo(most) > 0)
            at.invalid(ratio.toString(), "ratio " + ratio + " is greater than max/min = " + most.toPlainString());
    }

    private static Field at(Field limit, String list, String name) {
        return limit.get(list).reportedAt(limit.get(list).path().key(name));
    }

    private static @Nullable Quantity amount(Field limit, String list, String name) {
        return Quantity.find(limit.get(list).value().path(name).asString(""));
    }
}
