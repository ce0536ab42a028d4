package dev.navarch.resources.workload;

import dev.navarch.resources.format.Names;
import dev.navarch.resources.podtemplate.ClaimSpecValidation;
import dev.navarch.resources.podtemplate.PodTemplateValidation;
import dev.navarch.resources.podtemplate.WorkloadTemplateValidation;
import dev.navarch.resources.tree.Tree;
import dev.navarch.resources.validation.Field;
import dev.navarch.resources.validation.IntOrPercent;
import java.util.HashSet;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

final class StatefulSetValidation {
    private static final List<String> RETENTION = List.of("Delete", "Retain");

    private StatefulSetValidation() {}

    static void validateNew(Field spec) {
        spec.get("serviceName").mustBeIfSet(Names::dnsLabel);
        claims(spec);
    }

    static void validate(Field spec) {
        policies(spec);
        var retention = spec.get("persistentVolumeClaimRetentionPolicy");
        if (retention.present())
            for (var when : List.of("whenDeleted", "whenScaled"))
                retention.get(when).oneOf(RETENTION);
        spec.get("replicas").notNegative();
        spec.get("minReadySeconds").notNegative();
        spec.get("ordinals").get("start").notNegative();
        var selector = spec.get("selector");
        var before = spec.errors().size();
        WorkloadTemplateValidation.selector(selector, "statefulset");
        if (!WorkloadTemplateValidation.readable(selector, before)) return;
        var template = spec.get("template");
        WorkloadTemplateValidation.matches(selector, template);
        PodTemplateValidation.validateMetadata(template);
        PodTemplateValidation.validate(template.holding(withClaims(spec)));
        WorkloadTemplateValidation.alwaysRunning(template, "StatefulSet");
    }

    private static void claims(Field spec) {
        for (var claim : spec.get("volumeClaimTemplates").items()) ClaimSpecValidation.validate(claim.get("spec"));
    }

    /** The template with a volume for each claim, as its pods will have it. */
    private static ObjectNode withClaims(Field spec) {
        var copy = spec.get("template").value() instanceof ObjectNode template
                ? template.deepCopy()
                : JsonNodeFactory.instance.objectNode();
        var pod = Tree.object(copy, "spec");
        var volumes = JsonNodeFactory.instance.arrayNode();
        var names = new HashSet<String>();
        for (var claim : spec.get("volumeClaimTemplates").items()) {
            var name = claim.get("metadata").get("name").text();
            names.add(name);
            var volume = volumes.addObject().put("name", name);
            volume.putObject("persistentVolumeClaim").put("claimName", name);
        }
        for (var volume : Tree.objects(pod, "volumes"))
            if (!names.contains(Tree.text(volume, "name"))) volumes.add(volume);
        if (!volumes.isEmpty()) pod.set("volumes", volumes);
        return copy;
    }

    private static void policies(Field spec) {
        var management = spec.get("podManagementPolicy");
        switch (management.text()) {
            case "" -> management.required("");
            case "OrderedReady", "Parallel" -> {}
            default -> management.invalid("must be 'OrderedReady' or 'Parallel'");
        }
        var strategy = spec.get("updateStrategy");
        var rolling = strategy.get("rollingUpdate");
        switch (strategy.get("type").text()) {
            case "" -> strategy.required("");
            case "OnDelete" -> {
                if (rolling.present()) rolling.invalid("only allowed for updateStrategy 'RollingUpdate'");
            }
            case "RollingUpdate" -> rolling(rolling);
            default -> strategy.invalid("must be 'RollingUpdate' or 'OnDelete'");
        }
    }

    private static void rolling(Field rolling) {
        rolling.get("partition").notNegative();
        var unavailable = rolling.get("maxUnavailable");
        if (unavailable.absent()) return;
        IntOrPercent.validate(unavailable);
        if (IntOrPercent.value(unavailable) == 0) unavailable.invalid("cannot be 0");
        IntOrPercent.notMoreThanAll(unavailable);
    }
}
