package dev.navarch.gateway;

import dev.navarch.gateway.endpoint.ReadyEndpoints;
import dev.navarch.gateway.proxy.AnswerDecoder;
import dev.navarch.gateway.proxy.EndpointFilter;
import dev.navarch.gateway.proxy.FailoverWebSocketClient;
import dev.navarch.gateway.proxy.ForwardedHeaders;
import dev.navarch.gateway.proxy.Resilience;
import dev.navarch.gateway.proxy.Upstreams;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedRetryMetrics;
import io.github.resilience4j.retry.RetryRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.springframework.cloud.gateway.config.HttpClientProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.client.WebSocketClient;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.resources.ConnectionProvider;
import reactor.netty.resources.LoopResources;

/** The gateway's other side: connections to endpoints, and what is done when they fail. */
@Configuration(proxyBeanMethods = false)
class UpstreamConfiguration {
    private static final Duration FORGET_ENDPOINT = Duration.ofMinutes(1);

    @Bean(destroyMethod = "dispose")
    ConnectionProvider upstreamConnections(GatewayProperties properties) {
        var upstream = properties.upstream();
        return ConnectionProvider.builder("gateway")
                .maxConnections(upstream.connections())
                .pendingAcquireMaxCount(2 * upstream.connections())
                .pendingAcquireTimeout(upstream.acquireTimeout())
                .maxIdleTime(upstream.idle())
                .evictInBackground(upstream.idle())
                .disposeInactivePoolsInBackground(FORGET_ENDPOINT, FORGET_ENDPOINT)
                .lifo()
                .build();
    }

    /** What may be sent again is decided in one place, so this client does not. */
    @Bean
    HttpClient upstreamClient(
            GatewayProperties properties, ConnectionProvider upstreamConnections, LoopResources gatewayLoops) {
        return HttpClient.create(upstreamConnections)
                .runOn(gatewayLoops)
                .disableRetry(true)
                .option(
                        ChannelOption.CONNECT_TIMEOUT_MILLIS,
                        Math.toIntExact(properties.upstream().connectTimeout().toMillis()))
                .doOnChannelInit(new AnswerDecoder());
    }

    @Bean
    @Primary
    WebSocketClient upstreamWebSocketClient(
            HttpClient upstreamClient, HttpClientProperties settings, GatewayProperties properties) {
        var client = new ReactorNettyWebSocketClient(
                upstreamClient,
                () -> WebsocketClientSpec.builder()
                        .handlePing(settings.getWebsocket().isProxyPing())
                        .maxFramePayloadLength(settings.getWebsocket().getMaxFramePayloadLength()));
        return new FailoverWebSocketClient(client, properties.retry().attempts());
    }

    @Bean
    CircuitBreakerRegistry circuitBreakers(GatewayProperties properties, MeterRegistry meters) {
        var breaker = properties.breaker();
        var registry = Resilience.breakers(
                breaker.failureRate(), breaker.calls(), breaker.minimumCalls(), breaker.open(), breaker.trials());
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry).bindTo(meters);
        return registry;
    }

    @Bean
    RetryRegistry retries(GatewayProperties properties, MeterRegistry meters) {
        var registry = Resilience.retries(
                properties.retry().attempts(), properties.retry().pause());
        TaggedRetryMetrics.ofRetryRegistry(registry).bindTo(meters);
        return registry;
    }

    @Bean
    Upstreams upstreams(ReadyEndpoints endpoints, CircuitBreakerRegistry circuitBreakers) {
        return new Upstreams(endpoints, circuitBreakers);
    }

    @Bean
    EndpointFilter endpointFilter(Upstreams upstreams, RetryRegistry retries) {
        return new EndpointFilter(upstreams, retries);
    }

    @Bean
    ForwardedHeaders forwardedHeaders(GatewayProperties properties) {
        return new ForwardedHeaders(properties.trustedProxies());
    }
}
