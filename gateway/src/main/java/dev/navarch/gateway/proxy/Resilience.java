package dev.navarch.gateway.proxy;

import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Duration;

/** What Resilience4j has to know of our failures. */
public final class Resilience {
    private Resilience() {}

    /** Answers of a backend are successes, whatever their code: it did answer. */
    public static CircuitBreakerRegistry breakers(
            float failureRate, int calls, int minimumCalls, Duration open, int trials) {
        return CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.COUNT_BASED)
                .slidingWindowSize(calls)
                .minimumNumberOfCalls(minimumCalls)
                .failureRateThreshold(failureRate)
                .waitDurationInOpenState(open)
                .permittedNumberOfCallsInHalfOpenState(trials)
                .recordException(UpstreamFailure::ofTransport)
                .ignoreException(failure -> !UpstreamFailure.ofTransport(failure))
                .build());
    }

    public static RetryRegistry retries(int attempts, Duration pause) {
        return RetryRegistry.of(RetryConfig.custom()
                .maxAttempts(attempts)
                .waitDuration(pause)
                .retryExceptions(EndpointFilter.Retryable.class)
                .build());
    }
}
