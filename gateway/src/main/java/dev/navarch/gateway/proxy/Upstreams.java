package dev.navarch.gateway.proxy;

import dev.navarch.gateway.endpoint.ReadyEndpoints;
import dev.navarch.gateway.route.Backend;
import dev.navarch.gateway.route.RouteTable;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What is remembered of each backend from request to request: whose turn it is, and its circuit breaker. */
public final class Upstreams {
    private final ReadyEndpoints endpoints;
    private final CircuitBreakerRegistry breakers;
    private final Map<Backend, Upstream> upstreams = new ConcurrentHashMap<>();

    public Upstreams(ReadyEndpoints endpoints, CircuitBreakerRegistry breakers) {
        this.endpoints = endpoints;
        this.breakers = breakers;
    }

    Upstream of(Backend backend) {
        return upstreams.computeIfAbsent(backend, Upstream::new);
    }

    /** Forgets the backends that the table does not name. */
    public void retain(RouteTable table) {
        var named = table.backends();
        upstreams.keySet().removeIf(backend -> {
            if (named.contains(backend)) return false;
            breakers.remove(backend.toString());
            return true;
        });
    }

    final class Upstream {
        private final Backend backend;
        private final AtomicInteger turn = new AtomicInteger();
        private final CircuitBreaker breaker;
        private volatile List<InetSocketAddress> judged = List.of();

        private Upstream(Backend backend) {
            this.backend = backend;
            this.breaker = breakers.circuitBreaker(backend.toString());
        }

        Attempts attempts() {
            return new Attempts(this::ready, turn.getAndIncrement());
        }

        /** What the breaker knows is about endpoints that may be gone. */
        CircuitBreaker breaker() {
            var now = ready();
            if (!judged.equals(now)) {
                judged = now;
                if (breaker.getState() != CircuitBreaker.State.CLOSED) breaker.reset();
            }
            return breaker;
        }

        private List<InetSocketAddress> ready() {
            return endpoints.of(backend);
        }
    }
}
