package dev.navarch.resources.pod;

import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.resources.podtemplate.ContainerLists;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** How well a pod is kept when its node runs short, told by its requests and limits of cpu and memory. */
final class QualityOfService {
    private static final List<String> COMPUTE = List.of("cpu", "memory");

    private QualityOfService() {}

    static String of(JsonNode spec) {
        var parts = new ArrayList<JsonNode>();
        if (spec.path("resources").isEmpty())
            for (var list : ContainerLists.PLANNED)
                for (var container : spec.path(list)) parts.add(container.path("resources"));
        else parts.add(spec.path("resources"));
        if (parts.stream().noneMatch(QualityOfService::asksForAnything)) return "BestEffort";
        return parts.stream().allMatch(QualityOfService::isGuaranteed) ? "Guaranteed" : "Burstable";
    }

    private static boolean asksForAnything(JsonNode resources) {
        return COMPUTE.stream()
                .anyMatch(name -> amount(resources, "requests", name).signum() > 0
                        || amount(resources, "limits", name).signum() > 0);
    }

    private static boolean isGuaranteed(JsonNode resources) {
        return COMPUTE.stream().allMatch(name -> {
            var limit = amount(resources, "limits", name);
            return limit.signum() > 0 && limit.equals(amount(resources, "requests", name));
        });
    }

    private static Quantity amount(JsonNode resources, String list, String name) {
        var amount = Quantity.find(resources.path(list).path(name).asString(""));
        return amount == null ? Quantity.ZERO : amount;
    }
}
