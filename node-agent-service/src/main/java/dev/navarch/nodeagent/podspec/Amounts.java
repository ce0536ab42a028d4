package dev.navarch.nodeagent.podspec;

import io.kubernetes.client.custom.Quantity;
import io.kubernetes.client.openapi.models.V1Container;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Requests and limits in the units that kernels count in; -1 where none is set. */
public final class Amounts {
    public static final long UNSET = -1;

    private Amounts() {}

    public static long milli(@Nullable Quantity quantity) {
        return quantity == null ? UNSET : scaled(quantity.getNumber().movePointRight(3));
    }

    public static long whole(@Nullable Quantity quantity) {
        return quantity == null ? UNSET : scaled(quantity.getNumber());
    }

    public static @Nullable Quantity limit(V1Container container, String resource) {
        return container.getResources() == null
                ? null
                : find(container.getResources().getLimits(), resource);
    }

    /** The API server fills a missing request from the limit; a pod that came another way gets the same here. */
    public static @Nullable Quantity request(V1Container container, String resource) {
        if (container.getResources() == null) return null;
        var request = find(container.getResources().getRequests(), resource);
        return request == null ? limit(container, resource) : request;
    }

    private static @Nullable Quantity find(@Nullable Map<String, Quantity> amounts, String resource) {
        return amounts == null ? null : amounts.get(resource);
    }

    private static long scaled(BigDecimal number) {
        return number.setScale(0, RoundingMode.CEILING).longValue();
    }
}
