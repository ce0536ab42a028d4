package dev.navarch.operations.access;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** The gate before an Actuator on Netty. */
public final class ReactiveGateFilter implements WebFilter {
    private final OperationsGate gate;

    public ReactiveGateFilter(OperationsGate gate) {
        this.gate = gate;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var path = ActuatorPath.of(exchange.getRequest().getPath());
        if (!path.guarded()) return chain.filter(exchange);
        var credentials = credentials(exchange);
        if (path.open() && credentials.absent()) return chain.filter(exchange);
        var method = exchange.getRequest().getMethod().name();
        return Mono.fromCallable(() -> gate.judge(credentials, method, path.value()))
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(verdict -> proceed(verdict, exchange, chain, path));
    }

    private static Mono<Void> proceed(
            Verdict verdict, ServerWebExchange exchange, WebFilterChain chain, ActuatorPath path) {
        return switch (verdict) {
            case Verdict.Allowed(var caller) -> known(exchange, caller, chain);
            case Verdict.Refused refused when path.open() -> chain.filter(exchange);
            case Verdict.Refused refused -> refuse(exchange, refused);
        };
    }

    public static Credentials credentials(ServerWebExchange exchange) {
        var tls = exchange.getRequest().getSslInfo();
        return Credentials.of(
                tls == null ? null : tls.getPeerCertificates(),
                exchange.getRequest().getHeaders().getFirst(HttpHeaders.AUTHORIZATION));
    }

    /** Spring MVC's Actuator asks the request who calls, WebFlux's asks Spring Security. */
    public static Mono<Void> known(ServerWebExchange exchange, Caller caller, WebFilterChain chain) {
        var authentication = UsernamePasswordAuthenticationToken.authenticated(caller, null, List.of());
        return chain.filter(exchange.mutate().principal(Mono.just(caller)).build())
                .contextWrite(ReactiveSecurityContextHolder.withAuthentication(authentication));
    }

    public static Mono<Void> refuse(ServerWebExchange exchange, Verdict.Refused refused) {
        var response = exchange.getResponse();
        response.setStatusCode(HttpStatusCode.valueOf(refused.status()));
        response.getHeaders().setContentType(MediaType.TEXT_PLAIN);
        var text = (refused.message() + "\n").getBytes(StandardCharsets.UTF_8);
        return response.writeWith(Mono.just(response.bufferFactory().wrap(text)));
    }
}
