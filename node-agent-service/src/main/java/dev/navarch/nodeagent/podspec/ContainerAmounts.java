package dev.navarch.nodeagent.podspec;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1ResourceFieldSelector;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The downward API's resource references. A limit that is not set is what the node has to give.
 *
 * @param allocatable the node's
 */
public record ContainerAmounts(Map<String, Quantity> allocatable) {
    public ContainerAmounts {
        allocatable = Map.copyOf(allocatable);
    }

    /** Rounded up to the selector's divisor. */
    public String get(V1Container container, V1ResourceFieldSelector selector) {
        var path = selector.getResource().split("\\.", 2);
        if (path.length != 2)
            throw new IllegalArgumentException("unsupported container resource : " + selector.getResource());
        var amount = switch (path[0]) {
            case "limits" -> limit(container, path[1]);
            case "requests" -> Amounts.request(container, path[1]);
            default -> throw new IllegalArgumentException("unsupported container resource : " + selector.getResource());
        };
        return divided(amount, selector.getDivisor()).toPlainString();
    }

    private @Nullable Quantity limit(V1Container container, String resource) {
        var limit = Amounts.limit(container, resource);
        return limit == null ? allocatable.get(resource) : limit;
    }

    private static BigDecimal divided(@Nullable Quantity amount, @Nullable Quantity divisor) {
        if (amount == null) return BigDecimal.ZERO;
        var by = divisor == null || divisor.getNumber().signum() == 0 ? BigDecimal.ONE : divisor.getNumber();
        return amount.getNumber().divide(by, 0, RoundingMode.CEILING);
    }
}
