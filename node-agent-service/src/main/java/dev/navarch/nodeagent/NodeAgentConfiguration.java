package dev.navarch.nodeagent;

import dev.navarch.client.ClusterClient;
import dev.navarch.nodeagent.cri.CriClient;
import dev.navarch.nodeagent.pod.PodWorkers;
import dev.navarch.nodeagent.runtime.PodRuntime;
import dev.navarch.nodeagent.settings.NodeProperties;
import io.opentelemetry.api.trace.Tracer;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(NodeProperties.class)
class NodeAgentConfiguration {
    @Bean(initMethod = "start", destroyMethod = "close")
    NodeAgent nodeAgent(NodeProperties properties, ClusterClient client, Tracer tracer) {
        return new NodeAgent(properties, client, Clock.systemUTC(), tracer);
    }

    @Bean
    PodWorkers podWorkers(NodeAgent agent) {
        return agent.pods();
    }

    @Bean
    PodRuntime podRuntime(NodeAgent agent) {
        return agent.runtime();
    }

    @Bean
    CriClient criClient(NodeAgent agent) {
        return agent.cri();
    }

    @Bean
    HealthIndicator nodeHealthIndicator(NodeAgent agent) {
        return () -> (agent.ready() ? Health.up() : Health.down())
                .withDetail("nodeReady", agent.ready())
                .build();
    }
}
