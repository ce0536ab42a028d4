package dev.navarch.resources.podtemplate;

import dev.navarch.resources.validation.Field;
import java.util.List;
import java.util.Set;

/** The rules for containers that are added to a running pod. */
final class EphemeralContainerValidation {
    private static final List<String> FORBIDDEN = List.of(
            "ports",
            "resources",
            "livenessProbe",
            "readinessProbe",
            "startupProbe",
            "lifecycle",
            "restartPolicy",
            "restartPolicyRules",
            "resizePolicy");

    private EphemeralContainerValidation() {}

    static void validate(Field spec, Set<String> names, PodContext pod) {
        for (var container : spec.get("ephemeralContainers").items()) {
            ContainerValidation.validate(container, pod, true);
            if (container.get("name").notEmpty()
                    && !names.add(container.get("name").text()))
                container.get("name").duplicate();
            var target = container.get("targetContainerName");
            if (target.notEmpty() && !pod.containers().contains(target.text())) target.notFound();
            for (var field : FORBIDDEN) container.get(field).forbiddenIfSet("cannot be set for an Ephemeral Container");
            for (var mount : container.get("volumeMounts").items())
                for (var field : List.of("subPath", "subPathExpr"))
                    mount.get(field).forbiddenIfSet("cannot be set for an Ephemeral Container");
        }
    }
}
