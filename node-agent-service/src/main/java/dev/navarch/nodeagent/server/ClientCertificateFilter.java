package dev.navarch.nodeagent.server;

import org.springframework.http.HttpStatus;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Nobody whom {@link AgentCaller} does not know gets past it, except to what judges by itself: health and the Actuator. */
final class ClientCertificateFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = exchange.getRequest().getPath().value();
        if (path.equals("/healthz") || path.startsWith("/actuator")) return chain.filter(exchange);
        var tls = exchange.getRequest().getSslInfo();
        if (tls != null && AgentCaller.isAllowed(tls.getPeerCertificates(), path)) return chain.filter(exchange);
        exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
        return exchange.getResponse().setComplete();
    }
}
