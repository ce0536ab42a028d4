package dev.navarch.resources.autoscaling;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.validation.Field;
import java.util.List;

final class AutoscalerValidation {
    private static final int MAX_WINDOW = 3600;
    private static final int MAX_PERIOD = 1800;

    private AutoscalerValidation() {}

    static void validate(Field spec, boolean older) {
        var least = spec.get("minReplicas");
        if (least.present() && least.number() < 1) least.invalid("must be greater than or equal to 1");
        var most = spec.get("maxReplicas");
        if (most.number() == 0) most.required("must be set and greater than 0");
        else most.atLeast(1);
        if (least.present() && most.number() < least.number())
            most.invalid(most.number(), "must be greater than or equal to `minReplicas`");
        target(spec.get("scaleTargetRef"));
        if (older) percent(spec);
        else for (var metric : spec.get("metrics").items()) MetricValidation.validate(metric);
        for (var direction : List.of("scaleUp", "scaleDown"))
            behavior(spec.get("behavior").get(direction));
    }

    private static void target(Field target) {
        target.get("kind").needs(Names::pathSegment);
        target.get("name").needs(Names::pathSegment);
        var version = target.get("apiVersion");
        if (version.notEmpty() && version.text().chars().filter(at -> at == '/').count() > 1)
            version.invalid("unexpected GroupVersion string: " + version.text());
        else if (!version.text().contains("/") && !isCore(target.get("kind").text()))
            version.invalid("apiVersion must specify API group");
    }

    private static boolean isCore(String kind) {
        return kind.equals("ReplicationController");
    }

    /** Reported as the metric it stands for in the newer version. */
    private static void percent(Field spec) {
        var metric = spec.path().child("metrics").index(0).child("resource");
        var percent = spec.get("targetCPUUtilizationPercentage")
                .reportedAt(metric.child("target").child("averageUtilization"));
        if (percent.present() && percent.number() < 1) percent.invalid("must be greater than 0");
    }

    private static void behavior(Field rules) {
        if (rules.absent()) return;
        var window = rules.get("stabilizationWindowSeconds");
        if (window.present() && window.number() < 0) window.invalid("must be greater than or equal to zero");
        if (window.present() && window.number() > MAX_WINDOW)
            window.invalid("must be less than or equal to " + MAX_WINDOW);
        if (rules.get("selectPolicy").present()) rules.get("selectPolicy").oneOf(List.of("Disabled", "Max", "Min"));
        var policies = rules.get("policies");
        policies.needed("must specify at least one Policy");
        for (var policy : policies.items()) policy(policy);
    }

    private static void policy(Field policy) {
        policy.get("type").oneOf(List.of("Percent", "Pods"));
        var value = policy.get("value");
        if (value.number() <= 0) value.invalid(value.number(), "must be greater than zero");
        var period = policy.get("periodSeconds");
        if (period.number() <= 0) period.invalid(period.number(), "must be greater than zero");
        if (period.number() > MAX_PERIOD) period.invalid("must be less than or equal to " + MAX_PERIOD);
    }
}
