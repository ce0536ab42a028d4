package dev.navarch.resources.workload;

import dev.navarch.resources.podtemplate.PodTemplateValidation;
import dev.navarch.resources.podtemplate.WorkloadTemplateValidation;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.IntOrPercent;
import java.util.List;

final class DeploymentValidation {
    private DeploymentValidation() {}

    static void validate(Field spec) {
        spec.get("replicas").notNegative();
        var selector = spec.get("selector");
        var before = spec.errors().size();
        WorkloadTemplateValidation.selector(selector, "deployment");
        if (WorkloadTemplateValidation.readable(selector, before)) template(spec, selector);
        strategy(spec.get("strategy"));
        spec.get("minReadySeconds").notNegative();
        spec.get("revisionHistoryLimit").notNegative();
        var deadline = spec.get("progressDeadlineSeconds");
        if (deadline.absent()) return;
        deadline.notNegative();
        if (deadline.number() <= spec.get("minReadySeconds").number())
            deadline.invalid("must be greater than minReadySeconds");
    }

    /** A replica set demands the same of its template. */
    static void template(Field spec, Field selector) {
        var template = spec.get("template");
        WorkloadTemplateValidation.matches(selector, template);
        PodTemplateValidation.validate(template);
        WorkloadTemplateValidation.alwaysRunning(template, "ReplicaSet");
    }

    private static void strategy(Field strategy) {
        var rolling = strategy.get("rollingUpdate");
        switch (strategy.get("type").text()) {
            case "Recreate" -> {
                if (rolling.present()) rolling.forbidden("may not be specified when strategy `type` is 'Recreate'");
            }
            case "RollingUpdate" -> {
                if (rolling.absent()) rolling.required("this should be defaulted and never be nil");
                else rolling(rolling);
            }
            default -> strategy.notSupported(List.of("Recreate", "RollingUpdate"));
        }
    }

    private static void rolling(Field rolling) {
        var unavailable = rolling.get("maxUnavailable");
        var surge = rolling.get("maxSurge");
        IntOrPercent.validate(unavailable);
        IntOrPercent.validate(surge);
        if (IntOrPercent.value(unavailable) == 0 && IntOrPercent.value(surge) == 0)
            unavailable.invalid("may not be 0 when `maxSurge` is 0");
        IntOrPercent.notMoreThanAll(unavailable);
    }
}
