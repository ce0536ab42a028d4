package dev.navarch.admin.access;

import dev.navarch.operations.access.ActuatorPath;
import dev.navarch.operations.access.Credentials;
import dev.navarch.operations.access.OperationsGate;
import dev.navarch.operations.access.ReactiveGateFilter;
import dev.navarch.operations.access.Verdict;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Nobody gets past it whom RBAC does not let, but to sign in. The admin's own Actuator has its own gate. */
public final class AdminGateFilter implements WebFilter {
    private static final Set<String> OPEN = Set.of("/login", "/logout");
    private static final Set<HttpMethod> READING = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final List<String> OWN_PAGES = List.of("same-origin", "none");

    private final OperationsGate gate;

    public AdminGateFilter(OperationsGate gate) {
        this.gate = gate;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = ActuatorPath.of(exchange.getRequest().getPath());
        if (OPEN.contains(path.value()) || path.guarded()) return chain.filter(exchange);
        if (fromAnotherSite(exchange)) {
            return ReactiveGateFilter.refuse(
                    exchange, new Verdict.Refused(403, "Refused: sent by another site's page"));
        }
        var credentials = credentials(exchange);
        var method = exchange.getRequest().getMethod().name();
        return Mono.fromCallable(() -> gate.judge(credentials, method, JudgedPath.of(path.value())))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(verdict -> switch (verdict) {
                    case Verdict.Allowed(var caller) -> ReactiveGateFilter.known(exchange, caller, chain);
                    case Verdict.Refused refused -> refuse(exchange, refused);
                });
    }

    /** A browser adds a client certificate to whatever any page makes it send. */
    private static boolean fromAnotherSite(ServerWebExchange exchange) {
        var site = exchange.getRequest().getHeaders().getFirst("Sec-Fetch-Site");
        return site != null
                && !OWN_PAGES.contains(site)
                && !READING.contains(exchange.getRequest().getMethod());
    }

    private static Credentials credentials(ServerWebExchange exchange) {
        var shown = ReactiveGateFilter.credentials(exchange);
        var kept = TokenCookie.find(exchange);
        return shown.token() == null && kept != null ? new Credentials(null, kept) : shown;
    }

    private static Mono<Void> refuse(ServerWebExchange exchange, Verdict.Refused refused) {
        var page = exchange.getRequest().getHeaders().getAccept().contains(MediaType.TEXT_HTML);
        if (!page || refused.status() != 401) return ReactiveGateFilter.refuse(exchange, refused);
        exchange.getResponse().setStatusCode(HttpStatus.SEE_OTHER);
        exchange.getResponse().getHeaders().setLocation(URI.create("/login"));
        return exchange.getResponse().setComplete();
    }
}
