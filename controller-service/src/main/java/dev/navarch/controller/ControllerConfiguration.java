package dev.navarch.controller;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.lease.LeaderElection;
import dev.navarch.loop.LeadingLoops;
import dev.navarch.loop.NotingClusterClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ControllerProperties.class)
class ControllerConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    LeadingLoops controllerManager(
            ClusterClient client, ControllerProperties properties, MeterRegistry meters, Tracer tracer) {
        var clock = Clock.systemUTC();
        var noting = new NotingClusterClient(client);
        var identity =
                properties.installationId().isEmpty() ? UUID.randomUUID().toString() : properties.installationId();
        return new LeadingLoops(
                LoopCatalog.loops(noting, properties, clock),
                noting,
                LeaderElection.of("kube-system", "kube-controller-manager", identity),
                clock,
                meters,
                tracer);
    }

    /** One that waits for leadership is as healthy as one that leads. */
    @Bean
    HealthIndicator loopsHealthIndicator(LeadingLoops manager) {
        return () -> Health.up().withDetail("leading", manager.isLeading()).build();
    }
}
