package dev.navarch.scheduler;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.lease.LeaderElector;
import dev.navarch.scheduler.loop.SchedulerRoom;
import dev.navarch.scheduler.loop.SchedulerThread;
import io.opentelemetry.api.trace.Tracer;
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
    SchedulerRoom schedulerRoom(ClusterClient client, SchedulerProperties properties, Tracer tracer) {
        return SchedulerRoom.of(client, properties.name(), properties.callsAtOnce(), Clock.systemUTC(), tracer);
    }

    @Bean
    SchedulerThread schedulerThread(SchedulerRoom room) {
        return new SchedulerThread(room);
    }

    @Bean
    LeaderElector schedulerElector(ClusterClient client, SchedulerProperties properties, SchedulerThread thread) {
        return new LeaderElector(client, properties.election(), Clock.systemUTC(), thread::start, thread::stop);
    }

    @Bean
    SchedulerLifecycle schedulerLifecycle(LeaderElector elector) {
        return new SchedulerLifecycle(elector);
    }

    @Bean
    HealthIndicator schedulerHealthIndicator(SchedulerRoom room, LeaderElector elector) {
        return () -> (room.hasSynced() ? Health.up() : Health.outOfService())
                .withDetail("clusterKnown", room.hasSynced())
                .withDetail("leading", elector.isLeading())
                .withDetail("queue", room.queue().depth())
                .build();
    }
}
