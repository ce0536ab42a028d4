package dev.navarch.nodeagent.proxy;

import dev.navarch.client.ClusterClient;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ServiceProxyProperties.class)
class ServiceProxyConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    ServiceProxy serviceProxy(ClusterClient client, ServiceProxyProperties properties) {
        return new ServiceProxy(client, properties);
    }

    @Bean
    HealthIndicator serviceProxyHealthIndicator(ServiceProxy proxy) {
        return () -> (proxy.synced() ? Health.up() : Health.down())
                .withDetail("servicesKnown", proxy.synced())
                .build();
    }
}
