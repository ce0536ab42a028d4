package dev.navarch.resources.autoscaling;

import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.List;
import java.util.Map;

/** The rules for what an autoscaler measures. */
final class MetricValidation {
    private static final Map<String, String> SOURCES = Map.of(
            "Object", "object",
            "Pods", "pods",
            "Resource", "resource",
            "External", "external",
            "ContainerResource", "containerResource");

    private MetricValidation() {}

    static void validate(Field metric) {
        var type = metric.get("type");
        if (type.empty()) type.required("must specify a metric source type");
        var named = SOURCES.get(type.text());
        if (named == null) {
            // Once for the type and once for the source that it would name.
            for (int times = 0; times < 2; times++)
                type.notSupported(SOURCES.keySet().stream().sorted().toList());
            return;
        }
        for (var source : SOURCES.values())
            if (metric.get(source).present()) {
                source(source, metric.get(source));
                if (!source.equals(named)) metric.get(source).forbidden("must populate the given metric source only");
            }
        if (metric.get(named).absent())
            metric.get(named).required("must populate information for the given metric source");
    }

    private static void source(String kind, Field source) {
        var target = source.get("target");
        switch (kind) {
            case "object" -> {
                name(source.get("metric"));
                target(target);
                reference(source.get("describedObject"));
                if (target.get("value").absent() && target.get("averageValue").absent())
                    target.get("averageValue").required("must set either a target value or averageValue");
            }
            case "pods" -> {
                name(source.get("metric"));
                target(target);
                var average = Quantity.find(target.get("averageValue").text());
                if (average == null || average.signum() <= 0)
                    target.get("averageValue").required("must specify a positive target averageValue");
            }
            case "external" -> {
                name(source.get("metric"));
                target(target);
                if (target.get("value").absent() && target.get("averageValue").absent())
                    target.get("averageValue")
                            .required("must set either a target value for metric or a per-pod target");
                if (target.get("value").present() && target.get("averageValue").present())
                    target.get("value").forbidden("may not set both a target value for metric and a per-pod target");
            }
            case "containerResource" -> {
                source.get("name").needed("must specify a resource name");
                var container = source.get("container");
                if (container.needed("must specify a container").notEmpty()) container.mustBe(Names::dnsLabel);
                resource(target);
            }
            default -> {
                source.get("name").needed("must specify a resource name");
                resource(target);
            }
        }
    }

    private static void resource(Field target) {
        target(target);
        var utilization = target.get("averageUtilization");
        var value = target.get("averageValue");
        if (utilization.absent() && value.absent())
            utilization.required("must set either a target raw value or a target utilization");
        if (utilization.present() && value.present())
            value.forbidden("may not set both a target raw value and a target utilization");
    }

    private static void name(Field metric) {
        var name = metric.get("name");
        if (name.needed("must specify a metric name").notEmpty()) name.mustBe(Names::pathSegment);
    }

    private static void reference(Field object) {
        object.get("kind").needs(Names::pathSegment);
        object.get("name").needs(Names::pathSegment);
    }

    private static void target(Field target) {
        var type = target.get("type");
        if (type.empty()) type.required("must specify a metric target type");
        if (!List.of("Utilization", "Value", "AverageValue").contains(type.text()))
            type.invalid("must be either Utilization, Value, or AverageValue");
        for (var name : List.of("value", "averageValue")) {
            var amount = Quantity.find(target.get(name).text());
            if (amount != null && amount.signum() <= 0) target.get(name).invalid(amount.toString(), "must be positive");
        }
        var utilization = target.get("averageUtilization");
        if (utilization.present() && utilization.number() < 1) utilization.invalid("must be greater than 0");
    }
}
