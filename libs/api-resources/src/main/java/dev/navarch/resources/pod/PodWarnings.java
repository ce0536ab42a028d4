package dev.navarch.resources.pod;

import dev.navarch.resources.podtemplate.PodSpecWarnings;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

final class PodWarnings {
    private PodWarnings() {}

    static List<String> of(ObjectNode pod) {
        var warnings = new ArrayList<String>();
        PodSpecWarnings.collect(pod.path("spec"), pod.path("metadata"), "", warnings);
        return warnings;
    }
}
