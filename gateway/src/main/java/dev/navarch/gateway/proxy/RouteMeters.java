package dev.navarch.gateway.proxy;

import dev.navarch.gateway.route.RouteTable;
import io.micrometer.core.instrument.MeterRegistry;

/** Forgets the figures of routes that are gone; else each Ingress that ever was would keep its own. */
public final class RouteMeters {
    private static final String ROUTE = "routeId";

    private final MeterRegistry meters;

    public RouteMeters(MeterRegistry meters) {
        this.meters = meters;
    }

    public void retain(RouteTable table) {
        var alive = table.routeIds();
        for (var meter : meters.getMeters()) {
            var route = meter.getId().getTag(ROUTE);
            if (route != null && !alive.contains(route)) meters.remove(meter);
        }
    }
}
