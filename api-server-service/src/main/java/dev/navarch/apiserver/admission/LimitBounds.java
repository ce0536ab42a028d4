package dev.navarch.apiserver.admission;

import dev.navarch.machinery.quantity.Quantity;
import dev.navarch.machinery.quantity.ResourceAmounts;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One limit of a limit range, held against what is requested and what it is limited to.
 *
 * @param type what the limit is on, as messages name it: {@code Container}
 */
record LimitBounds(String type, ResourceAmounts min, ResourceAmounts max, ResourceAmounts ratio) {
    LimitBounds(String type, JsonNode limit) {
        this(
                type,
                ResourceAmounts.of(limit.path("min")),
                ResourceAmounts.of(limit.path("max")),
                ResourceAmounts.of(limit.path("maxLimitRequestRatio")));
    }

    List<String> violations(JsonNode container) {
        var resources = container.path("resources");
        return violations(ResourceAmounts.of(resources.path("requests")), ResourceAmounts.of(resources.path("limits")));
    }

    List<String> violations(ResourceAmounts requests, ResourceAmounts limits) {
        var found = new Violations();
        min.byName().forEach((name, least) -> found.add(belowMin(name, least, requests.find(name), limits.find(name))));
        max.byName().forEach((name, most) -> found.add(aboveMax(name, most, requests.find(name), limits.find(name))));
        ratio.byName()
                .forEach((name, most) -> found.add(aboveRatio(name, most, requests.find(name), limits.find(name))));
        return found.texts;
    }

    /** For what has no limits. */
    List<String> requestViolations(ResourceAmounts requests) {
        var found = new Violations();
        min.byName().forEach((name, least) -> found.add(belowMin(name, least, requests.find(name), null)));
        max.byName().forEach((name, most) -> found.add(requestAboveMax(name, most, requests.find(name))));
        return found.texts;
    }

    private @Nullable String belowMin(
            String name, Quantity least, @Nullable Quantity request, @Nullable Quantity limit) {
        var bound = "minimum " + name + " usage per " + type + " is " + least;
        if (request == null) return bound + ".  No request is specified";
        if (request.compareTo(least) < 0) return bound + ", but request is " + request;
        return limit != null && limit.compareTo(least) < 0 ? bound + ", but limit is " + limit : null;
    }

    private @Nullable String aboveMax(
            String name, Quantity most, @Nullable Quantity request, @Nullable Quantity limit) {
        var bound = "maximum " + name + " usage per " + type + " is " + most;
        if (limit == null) return bound + ".  No limit is specified";
        if (limit.compareTo(most) > 0) return bound + ", but limit is " + limit;
        return request != null && request.compareTo(most) > 0 ? bound + ", but request is " + request : null;
    }

    private @Nullable String requestAboveMax(String name, Quantity most, @Nullable Quantity request) {
        var bound = "maximum " + name + " usage per " + type + " is " + most;
        if (request == null) return bound + ".  No request is specified";
        return request.compareTo(most) > 0 ? bound + ", but request is " + request : null;
    }

    private @Nullable String aboveRatio(
            String name, Quantity most, @Nullable Quantity request, @Nullable Quantity limit) {
        var bound = name + " max limit to request ratio per " + type + " is " + most;
        if (request == null || request.isZero()) return bound + ", but no request is specified or request is 0";
        if (limit == null || limit.isZero()) return bound + ", but no limit is specified or limit is 0";
        BigDecimal actual = limit.amount().divide(request.amount(), MathContext.DECIMAL64);
        return actual.compareTo(most.amount()) > 0
                ? bound + ", but provided ratio is " + String.format(Locale.ROOT, "%f", actual)
                : null;
    }

    private static final class Violations {
        private final List<String> texts = new ArrayList<>();

        void add(@Nullable String text) {
            if (text != null) texts.add(text);
        }
    }
}
