package dev.navarch.cloud;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.lease.LeaderElection;
import dev.navarch.cloud.local.LocalCloudProperties;
import dev.navarch.cloud.local.LocalCloudProvider;
import dev.navarch.cloud.provider.CloudProvider;
import dev.navarch.loop.LeadingLoops;
import dev.navarch.loop.NotingClusterClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({CloudControllerProperties.class, LocalCloudProperties.class})
class CloudControllerConfiguration {
    /** Another cloud is a bean of this type. */
    @Bean
    @ConditionalOnMissingBean
    CloudProvider.Factory localCloudProvider(LocalCloudProperties properties) {
        return client -> new LocalCloudProvider(client, properties);
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    LeadingLoops cloudControllerManager(
            ClusterClient client,
            CloudProvider.Factory provider,
            CloudControllerProperties properties,
            MeterRegistry meters,
            Tracer tracer) {
        var clock = Clock.systemUTC();
        var noting = new NotingClusterClient(client);
        var identity =
                properties.installationId().isEmpty() ? UUID.randomUUID().toString() : properties.installationId();
        return new LeadingLoops(
                CloudLoopCatalog.loops(noting, provider.create(noting), properties, clock),
                noting,
                LeaderElection.of("kube-system", "cloud-controller-manager", identity),
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
