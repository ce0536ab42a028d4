package dev.navarch.gateway.proxy;

import dev.navarch.gateway.route.CurrentRoutes;
import java.util.Objects;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** Gives each request its route, which it keeps to its end, and hands it to the filters. */
public final class IngressHandler implements WebHandler {
    private final CurrentRoutes routes;
    private final FilteringWebHandler filters;

    public IngressHandler(CurrentRoutes routes, FilteringWebHandler filters) {
        this.routes = routes;
        this.filters = filters;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var authority = Objects.requireNonNullElse(request.getHeaders().getFirst("Host"), "");
        var route = routes.get().find(authority, request.getURI().getRawPath());
        if (route == null) return PlainAnswer.write(exchange, HttpStatus.NOT_FOUND, "no Ingress leads here");
        exchange.getAttributes().put(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR, route.route());
        exchange.getAttributes().put(ServerWebExchangeUtils.PRESERVE_HOST_HEADER_ATTRIBUTE, true);
        return filters.handle(exchange);
    }
}
