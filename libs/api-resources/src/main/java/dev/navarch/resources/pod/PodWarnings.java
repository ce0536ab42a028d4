package dev.navarch.resources.pod;

import dev.navarch.resources.podtemplate.PodSpecWarnings;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class PodWarnings {
    private static final String SECCOMP = "seccomp.security.alpha.kubernetes.io/pod";
    private static final String CRITICAL = "scheduler.alpha.kubernetes.io/critical-pod";

    private PodWarnings() {}

    static List<String> of(ObjectNode pod) {
        var warnings = new ArrayList<String>();
        PodSpecWarnings.collect(pod.path("spec"), pod.path("metadata"), "", warnings);
        var annotations = pod.path("metadata").path("annotations");
        if (annotations.has(SECCOMP)
                && !pod.path("spec").path("securityContext").has("seccompProfile"))
            warnings.add("metadata.annotations[" + SECCOMP
                    + "]: non-functional in v1.27+; use the \"seccompProfile\" field instead");
        if (annotations.has(CRITICAL))
            warnings.add("metadata.annotations[" + CRITICAL
                    + "]: non-functional in v1.16+; use the \"priorityClassName\" field instead");
        return warnings;
    }
}
