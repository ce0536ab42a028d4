package dev.navarch.gateway;

import dev.navarch.client.ClusterClient;
import dev.navarch.gateway.cluster.IngressClassReconciler;
import dev.navarch.gateway.cluster.IngressStatusReconciler;
import dev.navarch.gateway.cluster.RouteTableReconciler;
import dev.navarch.gateway.endpoint.ReadyEndpoints;
import dev.navarch.gateway.listen.Listeners;
import dev.navarch.gateway.listen.SniCertificates;
import dev.navarch.gateway.proxy.IngressHandler;
import dev.navarch.gateway.proxy.RouteMeters;
import dev.navarch.gateway.proxy.Upstreams;
import dev.navarch.gateway.route.CurrentRoutes;
import dev.navarch.loop.Loop;
import dev.navarch.loop.LoopRunner;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.adapter.WebHttpHandlerBuilder;
import reactor.netty.resources.LoopResources;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(GatewayProperties.class)
class GatewayConfiguration {
    @Bean
    CurrentRoutes currentRoutes() {
        return new CurrentRoutes();
    }

    @Bean
    ReadyEndpoints readyEndpoints(ClusterClient client) {
        return new ReadyEndpoints(client);
    }

    @Bean
    SniCertificates sniCertificates() {
        return new SniCertificates(Clock.systemUTC());
    }

    /** Apart from the process's other servers, which may stand in the same JVM. */
    @Bean(destroyMethod = "dispose")
    LoopResources gatewayLoops() {
        return LoopResources.create("gateway");
    }

    @Bean
    Listeners listeners(
            GatewayProperties properties,
            CurrentRoutes routes,
            FilteringWebHandler filters,
            SniCertificates certificates,
            LoopResources gatewayLoops) {
        var handler = WebHttpHandlerBuilder.webHandler(new IngressHandler(routes, filters))
                .build();
        var settings = new Listeners.Settings(
                properties.bindAddress(),
                properties.httpPort(),
                properties.httpsPort(),
                properties.idle(),
                properties.drain());
        return new Listeners(settings, handler, certificates, gatewayLoops);
    }

    @Bean
    GatewayLifecycle gatewayLifecycle(
            ClusterClient client,
            GatewayProperties properties,
            CurrentRoutes routes,
            ReadyEndpoints endpoints,
            SniCertificates certificates,
            Upstreams upstreams,
            Listeners listeners,
            MeterRegistry meters,
            Tracer tracer) {
        routes.follow(certificates::follow);
        routes.follow(upstreams::retain);
        routes.follow(new RouteMeters(meters)::retain);
        return new GatewayLifecycle(endpoints, loops(client, properties, routes, meters, tracer), listeners);
    }

    private static List<LoopRunner> loops(
            ClusterClient client,
            GatewayProperties properties,
            CurrentRoutes routes,
            MeterRegistry meters,
            Tracer tracer) {
        Stream<Loop> loops = Stream.of(
                new RouteTableReconciler(client, routes).loop(),
                new IngressClassReconciler(client, properties.ingressClass()).loop(),
                new IngressStatusReconciler(client, properties.addresses()).loop());
        return loops.map(loop -> new LoopRunner(loop, client, Clock.systemUTC(), meters, tracer))
                .toList();
    }

    @Bean
    HealthIndicator gatewayHealthIndicator(CurrentRoutes routes, ReadyEndpoints endpoints, Listeners listeners) {
        return () -> (routes.built() && endpoints.hasSynced() && listeners.isRunning()
                        ? Health.up()
                        : Health.outOfService())
                .withDetail("routeTableBuilt", routes.built())
                .withDetail("endpointsKnown", endpoints.hasSynced())
                .withDetail("listening", listeners.isRunning())
                .build();
    }
}
