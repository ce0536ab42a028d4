package dev.navarch.apiproxy;

import dev.navarch.apiproxy.tcp.Backend;
import dev.navarch.apiproxy.tcp.BackendPool;
import dev.navarch.apiproxy.tcp.HealthProbe;
import dev.navarch.apiproxy.tcp.HostAndPort;
import dev.navarch.apiproxy.tcp.TcpProxy;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiProxyProperties.class)
class ApiProxyConfiguration {
    @Bean
    BackendPool backendPool(ApiProxyProperties properties) {
        var addresses = properties.backends().stream().map(HostAndPort::parse).toList();
        return new BackendPool(addresses, properties.balancing());
    }

    @Bean(destroyMethod = "")
    HealthProbe healthProbe(ApiProxyProperties properties, BackendPool pool) {
        var probe = properties.probe();
        return new HealthProbe(pool, probe.interval(), probe.timeout(), probe.path());
    }

    @Bean(destroyMethod = "")
    TcpProxy tcpProxy(ApiProxyProperties properties, BackendPool pool) {
        var settings = new TcpProxy.Settings(
                HostAndPort.parse(properties.listen()),
                properties.connectTimeout(),
                properties.maxConnections(),
                properties.drain());
        return new TcpProxy(settings, pool);
    }

    @Bean
    ApiProxyLifecycle apiProxyLifecycle(HealthProbe probe, TcpProxy proxy, BackendPool pool, MeterRegistry meters) {
        ApiProxyMeters.register(proxy, pool, meters);
        return new ApiProxyLifecycle(probe, proxy);
    }

    @Bean
    HealthIndicator backendsHealthIndicator(TcpProxy proxy, BackendPool pool) {
        return () -> {
            var health = proxy.isRunning() && pool.anyHealthy() ? Health.up() : Health.outOfService();
            pool.backends()
                    .forEach(backend -> health.withDetail(backend.address().toString(), state(backend)));
            return health.build();
        };
    }

    private static String state(Backend backend) {
        return backend.healthy() ? "well" : "not well";
    }
}
