package dev.navarch.nodeagent.podspec;

import io.kubernetes.client.openapi.models.V1Pod;
import java.util.List;
import java.util.stream.Stream;

/** Who goes first when a node runs short. */
public enum QualityOfService {
    GUARANTEED("Guaranteed"),
    BURSTABLE("Burstable"),
    BEST_EFFORT("BestEffort");

    private static final List<String> COUNTED = List.of("cpu", "memory");
    private final String text;

    QualityOfService(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    public static QualityOfService of(V1Pod pod) {
        var containers = Stream.concat(PodContainer.init(pod).stream(), PodContainer.regular(pod).stream())
                .map(PodContainer::spec)
                .toList();
        var asks = containers.stream()
                .anyMatch(container -> COUNTED.stream()
                        .anyMatch(resource -> Amounts.milli(Amounts.request(container, resource)) > 0
                                || Amounts.milli(Amounts.limit(container, resource)) > 0));
        if (!asks) return BEST_EFFORT;
        var guaranteed = containers.stream()
                .allMatch(container -> COUNTED.stream().allMatch(resource -> {
                    var limit = Amounts.milli(Amounts.limit(container, resource));
                    return limit > 0 && limit == Amounts.milli(Amounts.request(container, resource));
                }));
        return guaranteed ? GUARANTEED : BURSTABLE;
    }
}
