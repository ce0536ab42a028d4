package dev.navarch.nodeagent.simulated;

import dev.navarch.client.ClusterClient;
import java.time.Clock;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;

@EnableAutoConfiguration
@EnableConfigurationProperties(SimulatedNodesProperties.class)
class SimulatedNodesConfiguration {
    @Bean
    SimulatedNodes simulatedNodes(ClusterClient client, SimulatedNodesProperties properties) {
        return SimulatedNodes.of(client, properties, Clock.systemUTC());
    }

    @Bean
    SimulatedNodesLifecycle simulatedNodesLifecycle(SimulatedNodes nodes) {
        return new SimulatedNodesLifecycle(nodes);
    }

    @Bean
    HealthIndicator simulatedNodesHealthIndicator(SimulatedNodes nodes) {
        return () ->
                nodes.isReady() ? Health.up().build() : Health.outOfService().build();
    }
}
