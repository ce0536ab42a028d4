package dev.navarch.gateway;

import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param httpPort 0 for none, -1 for any free one; as with {@code httpsPort}
 * @param addresses IP addresses or host names under which clients find this gateway; written to the status of each Ingress
 * @param ingressClass the IngressClass that the gateway keeps; others that name its controller are served as well
 * @param trustedProxies addresses of proxies before this one, whose X-Forwarded headers are believed and added to
 * @param idle how long a client's connection may rest between two requests, or in the middle of one
 * @param drain how long requests may go on when the gateway stops
 */
@ConfigurationProperties("navarch.gateway")
record GatewayProperties(
        @DefaultValue("0.0.0.0") String bindAddress,
        @DefaultValue("8080") int httpPort,
        @DefaultValue("8443") int httpsPort,
        @DefaultValue({}) List<String> addresses,
        @DefaultValue("navarch") String ingressClass,
        @DefaultValue({}) List<String> trustedProxies,
        @DefaultValue("75s") Duration idle,
        @DefaultValue("5s") Duration drain,
        @DefaultValue Upstream upstream,
        @DefaultValue Retry retry,
        @DefaultValue Breaker breaker) {
    /**
     * Connections to endpoints.
     *
     * @param responseTimeout until the head of an answer; its body may take any time
     * @param connections to one endpoint; more requests wait, up to twice as many, for {@code acquireTimeout}
     * @param idle kept below what common servers allow, so that it is the gateway that closes
     */
    record Upstream(
            @DefaultValue("1s") Duration connectTimeout,
            @DefaultValue("60s") Duration responseTimeout,
            @DefaultValue("256") int connections,
            @DefaultValue("5s") Duration acquireTimeout,
            @DefaultValue("4s") Duration idle) {}

    /**
     * Another endpoint is tried when a connection cannot be made, and also when one breaks before the answer began, provided that
     * the request is idempotent and has no body.
     *
     * @param attempts the first one included
     * @param pause before each further one
     */
    record Retry(
            @DefaultValue("4") int attempts,
            @DefaultValue("20ms") Duration pause) {}

    /**
     * A breaker of each Service's port opens when so many of the last requests found no working endpoint, retries included; while
     * it is open, answers are 503 at once. A change of the endpoints closes it.
     *
     * @param failureRate in percent
     * @param calls the last so many count
     * @param minimumCalls fewer say nothing
     * @param trials let through after {@code open} has passed, to see whether it works again
     */
    record Breaker(
            @DefaultValue("50") float failureRate,
            @DefaultValue("20") int calls,
            @DefaultValue("10") int minimumCalls,
            @DefaultValue("5s") Duration open,
            @DefaultValue("3") int trials) {}
}
