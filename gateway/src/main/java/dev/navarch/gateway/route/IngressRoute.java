package dev.navarch.gateway.route;

import java.net.URI;
import java.util.Objects;
import org.springframework.cloud.gateway.route.Route;

/** A way to a backend, and the same as Spring Cloud Gateway sees it: its id is what metrics call it. */
public record IngressRoute(Backend backend, Route route) {
    private static final String BACKEND = "backend";

    /** @param id unique within a table */
    static IngressRoute of(String id, Backend backend) {
        var uri = URI.create("http://" + backend.service() + "." + backend.namespace() + ":" + backend.port());
        var route = Route.async()
                .id(id)
                .uri(uri)
                .predicate(_ -> true)
                .metadata(BACKEND, backend)
                .build();
        return new IngressRoute(backend, route);
    }

    /** @param route one of a table */
    public static Backend backendOf(Route route) {
        return (Backend) Objects.requireNonNull(route.getMetadata().get(BACKEND), "a route made of an Ingress");
    }
}
