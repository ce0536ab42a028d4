package dev.navarch.gateway.proxy;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.timeout.TimeoutException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;
import reactor.netty.channel.AbortedException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquirePendingLimitException;
import reactor.netty.internal.shaded.reactor.pool.PoolAcquireTimeoutException;

/** What went wrong on the way to an endpoint, in the words of the answer. */
final class UpstreamFailure {
    private UpstreamFailure() {}

    /** No ready endpoint; nothing was tried. */
    static final class NoEndpoint extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoEndpoint() {
            super("no endpoint is ready", null, false, false);
        }
    }

    /** Nothing of the request has reached anybody. */
    static boolean beforeConnection(Throwable failure) {
        return failure instanceof ConnectException
                || failure instanceof NoRouteToHostException
                || failure instanceof ConnectTimeoutException;
    }

    /** The connection broke, or nobody answered in time: something that another endpoint may do better. */
    static boolean ofTransport(Throwable failure) {
        return (failure instanceof IOException && !(failure instanceof AbortedException))
                || failure instanceof TimeoutException
                || status(failure) == HttpStatus.GATEWAY_TIMEOUT;
    }

    static HttpStatus status(Throwable failure) {
        return switch (failure) {
            case NoEndpoint _ -> HttpStatus.SERVICE_UNAVAILABLE;
            case CallNotPermittedException _ -> HttpStatus.SERVICE_UNAVAILABLE;
            case PoolAcquirePendingLimitException _ -> HttpStatus.SERVICE_UNAVAILABLE;
            case PoolAcquireTimeoutException _ -> HttpStatus.SERVICE_UNAVAILABLE;
            case TimeoutException _ -> HttpStatus.GATEWAY_TIMEOUT;
            case ResponseStatusException answered ->
                HttpStatus.valueOf(answered.getStatusCode().value());
            default -> HttpStatus.BAD_GATEWAY;
        };
    }

    static String text(Throwable failure) {
        return switch (failure) {
            case NoEndpoint _ -> "no endpoint is ready";
            case CallNotPermittedException _ -> "the service does not answer; it is tried again in a few seconds";
            default ->
                switch (status(failure)) {
                    case SERVICE_UNAVAILABLE -> "too many requests wait for the service";
                    case GATEWAY_TIMEOUT -> "the service did not answer in time";
                    default -> "the service cannot be reached";
                };
        };
    }
}
