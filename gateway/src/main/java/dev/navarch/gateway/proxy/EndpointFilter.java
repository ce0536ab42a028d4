package dev.navarch.gateway.proxy;

import dev.navarch.gateway.route.IngressRoute;
import io.github.resilience4j.reactor.circuitbreaker.operator.CircuitBreakerOperator;
import io.github.resilience4j.reactor.retry.RetryOperator;
import io.github.resilience4j.retry.RetryRegistry;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Objects;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.RouteToRequestUrlFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Sends a request to an endpoint of its backend, to another one when that may help, and answers itself when nobody else does. The
 * filters before it write the answer to the client; those behind it speak with the endpoint until the head of an answer is there.
 */
public final class EndpointFilter implements GlobalFilter, Ordered {
    private static final Logger log = LoggerFactory.getLogger(EndpointFilter.class);
    private static final Set<HttpMethod> IDEMPOTENT = Set.of(
            HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS, HttpMethod.PUT, HttpMethod.DELETE, HttpMethod.TRACE);

    private final Upstreams upstreams;
    private final RetryRegistry retries;

    public EndpointFilter(Upstreams upstreams, RetryRegistry retries) {
        this.upstreams = upstreams;
        this.retries = retries;
    }

    /** A failure after which the request may be sent once more. */
    public static final class Retryable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Retryable(Throwable cause) {
            super(cause.getMessage(), cause, false, false);
        }

        private static Throwable unwrap(Throwable failure) {
            return failure instanceof Retryable ? Objects.requireNonNull(failure.getCause()) : failure;
        }
    }

    @Override
    public int getOrder() {
        return RouteToRequestUrlFilter.ROUTE_TO_URL_FILTER_ORDER + 1;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
        var upstream = upstreams.of(IngressRoute.backendOf(route));
        var attempts = upstream.attempts();
        return Mono.defer(() -> attempt(exchange, chain, attempts))
                .transformDeferred(RetryOperator.of(retries.retry("endpoint")))
                .onErrorMap(Retryable::unwrap)
                .transformDeferred(CircuitBreakerOperator.of(upstream.breaker()))
                .contextWrite(context -> context.put(Attempts.class, attempts))
                .onErrorResume(failure -> answer(exchange, route, failure));
    }

    private Mono<Void> attempt(ServerWebExchange exchange, GatewayFilterChain chain, Attempts attempts) {
        var endpoint = attempts.next();
        if (endpoint == null) return Mono.error(new UpstreamFailure.NoEndpoint());
        ServerWebExchangeUtils.reset(exchange);
        ServerWebExchangeUtils.removeAlreadyRouted(exchange);
        exchange.getAttributes()
                .put(ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR, target(exchange.getRequest(), endpoint));
        return chain.filter(exchange)
                .onErrorMap(failure -> mayGoAgain(exchange, failure) ? new Retryable(failure) : failure);
    }

    private static boolean mayGoAgain(ServerWebExchange exchange, Throwable failure) {
        if (exchange.getResponse().isCommitted()) return false;
        if (UpstreamFailure.beforeConnection(failure)) return true;
        return UpstreamFailure.ofTransport(failure)
                && UpstreamFailure.status(failure) != HttpStatus.GATEWAY_TIMEOUT
                && isRepeatable(exchange.getRequest());
    }

    /** A body is streamed, so it is there once only. */
    private static boolean isRepeatable(ServerHttpRequest request) {
        var headers = request.getHeaders();
        return IDEMPOTENT.contains(request.getMethod())
                && headers.getContentLength() <= 0
                && !headers.containsHeader("Transfer-Encoding");
    }

    private static Mono<Void> answer(ServerWebExchange exchange, Route route, Throwable failure) {
        if (exchange.getResponse().isCommitted()) return Mono.error(failure);
        var status = UpstreamFailure.status(failure);
        log.debug("No answer route={} status={} cause={}", route.getId(), status.value(), failure.toString());
        return PlainAnswer.write(exchange, status, UpstreamFailure.text(failure));
    }

    /** As the client wrote it: nothing is decoded or encoded anew. */
    static URI target(ServerHttpRequest request, InetSocketAddress endpoint) {
        var uri = request.getURI();
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return URI.create("http://" + authority(endpoint) + uri.getRawPath() + query);
    }

    static String authority(InetSocketAddress endpoint) {
        var address = endpoint.getAddress().getHostAddress();
        var host = endpoint.getAddress() instanceof Inet6Address ? "[" + address + "]" : address;
        return host + ":" + endpoint.getPort();
    }
}
