package dev.navarch.scheduler;

import dev.navarch.client.ClusterClient;
import dev.navarch.scheduler.loop.SchedulerLifecycle;
import dev.navarch.scheduler.loop.SchedulerRoom;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(SchedulerProperties.class)
class SchedulerConfiguration {
    @Bean
    SchedulerRoom schedulerRoom(ClusterClient client, SchedulerProperties properties) {
        return SchedulerRoom.of(client, properties.name(), properties.callsAtOnce(), Clock.systemUTC());
    }

    @Bean
    SchedulerLifecycle schedulerLifecycle(SchedulerRoom room) {
        return new SchedulerLifecycle(room);
    }

    @Bean
    HealthIndicator schedulerHealthIndicator(SchedulerRoom room) {
        return () -> room.hasSynced()
                ? Health.up().withDetail("queue", room.queue().depth()).build()
                : Health.outOfService().build();
    }
}
