package dev.navarch.resources.podtemplate;

import dev.navarch.machinery.quantity.ResourceAmounts;
import tools.jackson.databind.JsonNode;

/**
 * What a whole pod asks for, or is limited to: its containers and sidecars together, or the most that an init container needs
 * beside the sidecars started before it; the pod's own figure where it gives one; and what running it costs besides.
 */
public final class PodAmounts {
    private PodAmounts() {}

    public static ResourceAmounts requests(JsonNode spec) {
        return whole(spec, "requests").plus(ResourceAmounts.of(spec.path("overhead")));
    }

    /** The overhead counts only where there is a limit for it to add to. */
    public static ResourceAmounts limits(JsonNode spec) {
        var limits = whole(spec, "limits");
        return limits.plus(ResourceAmounts.of(spec.path("overhead")).only(name -> isSet(limits, name)));
    }

    private static ResourceAmounts whole(JsonNode spec, String side) {
        var together = ResourceAmounts.NONE;
        for (var container : spec.path("containers")) together = together.plus(of(container, side));
        var sidecars = ResourceAmounts.NONE;
        var peak = ResourceAmounts.NONE;
        for (var container : spec.path("initContainers")) {
            var own = of(container, side);
            if (container.path("restartPolicy").asString("").equals("Always")) {
                together = together.plus(own);
                sidecars = sidecars.plus(own);
                own = sidecars;
            } else {
                own = own.plus(sidecars);
            }
            peak = peak.max(own);
        }
        return together.max(peak).overriddenBy(of(spec, side));
    }

    private static ResourceAmounts of(JsonNode container, String side) {
        return ResourceAmounts.of(container.path("resources").path(side));
    }

    private static boolean isSet(ResourceAmounts limits, String name) {
        var limit = limits.find(name);
        return limit != null && !limit.isZero();
    }
}
