package dev.navarch.apiserver.registry.conversion;

import dev.navarch.machinery.name.GroupVersionKind;
import java.util.Map;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ObjectNode;

/** Every conversion there is. */
public final class VersionConversions {
    private static final GroupVersionKind CORE_EVENT = new GroupVersionKind("", "v1", "Event");
    private static final GroupVersionKind NEW_EVENT = new GroupVersionKind("events.k8s.io", "v1", "Event");
    private static final GroupVersionKind HPA_1 = new GroupVersionKind("autoscaling", "v1", "HorizontalPodAutoscaler");
    private static final GroupVersionKind HPA_2 = new GroupVersionKind("autoscaling", "v2", "HorizontalPodAutoscaler");

    private static final Map<FromTo, UnaryOperator<ObjectNode>> ALL = Map.of(
            new FromTo(CORE_EVENT, NEW_EVENT), EventConversion::toNew,
            new FromTo(NEW_EVENT, CORE_EVENT), EventConversion::toCore,
            new FromTo(HPA_1, HPA_2), AutoscalerConversion::toV2,
            new FromTo(HPA_2, HPA_1), AutoscalerConversion::toV1);

    private record FromTo(GroupVersionKind from, GroupVersionKind to) {}

    private VersionConversions() {}

    public static UnaryOperator<ObjectNode> get(GroupVersionKind from, GroupVersionKind to) {
        var conversion = ALL.get(new FromTo(from, to));
        if (conversion == null) throw new IllegalArgumentException("No conversion from " + from + " to " + to);
        return conversion;
    }
}
