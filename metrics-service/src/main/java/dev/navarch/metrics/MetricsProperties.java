package dev.navarch.metrics;

import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param servingCertificate PEM; good for {@code metrics-server.kube-system.svc}. {@code servingKey} is its key
 * @param caFile signed the serving certificate and those of the agents, PEM
 * @param advertiseAddress where the API server reaches this service
 * @param instance tells this server's EndpointSlice from those of others; the same after a restart
 * @param period how often each agent is asked
 * @param timeout how long an agent may take
 * @param atOnce how many agents are asked at a time
 */
@ConfigurationProperties("navarch.metrics")
record MetricsProperties(
        Path servingCertificate,
        Path servingKey,
        Path caFile,
        @DefaultValue("127.0.0.1") String advertiseAddress,
        @DefaultValue("navarch") String instance,
        @DefaultValue("15s") Duration period,
        @DefaultValue("10s") Duration timeout,
        @DefaultValue("16") int atOnce) {}
