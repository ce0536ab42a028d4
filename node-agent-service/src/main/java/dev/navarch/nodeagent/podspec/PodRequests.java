package dev.navarch.nodeagent.podspec;

import static dev.navarch.nodeagent.podspec.PodParts.specOf;

import dev.navarch.nodeagent.podspec.PodContainer.Kind;
import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1ResourceRequirements;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a whole pod asks of its node: all that runs at once, or the largest step on the way there. */
public final class PodRequests {
    private PodRequests() {}

    public static BigDecimal of(V1Pod pod, String resource) {
        var own = find(specOf(pod).getResources(), resource);
        return (own != null ? own : ofContainers(pod, resource))
                .add(overhead(specOf(pod).getOverhead(), resource));
    }

    private static BigDecimal ofContainers(V1Pod pod, String resource) {
        var largestStep = BigDecimal.ZERO;
        var sidecars = BigDecimal.ZERO;
        for (var container : PodContainer.init(pod)) {
            var request = request(container, resource);
            if (container.kind() == Kind.SIDECAR) sidecars = sidecars.add(request);
            largestStep = largestStep.max(container.kind() == Kind.SIDECAR ? sidecars : sidecars.add(request));
        }
        var together = sidecars;
        for (var container : PodContainer.regular(pod)) together = together.add(request(container, resource));
        return together.max(largestStep);
    }

    private static BigDecimal request(PodContainer container, String resource) {
        var request = Amounts.request(container.spec(), resource);
        return request == null ? BigDecimal.ZERO : request.getNumber();
    }

    private static @Nullable BigDecimal find(@Nullable V1ResourceRequirements resources, String resource) {
        if (resources == null || resources.getRequests() == null) return null;
        var request = resources.getRequests().get(resource);
        return request == null ? null : request.getNumber();
    }

    private static BigDecimal overhead(@Nullable Map<String, Quantity> overhead, String resource) {
        var amount = overhead == null ? null : overhead.get(resource);
        return amount == null ? BigDecimal.ZERO : amount.getNumber();
    }
}
