package dev.navarch.apiserver;

import dev.navarch.apiserver.metrics.CacheMetrics;
import dev.navarch.apiserver.metrics.MetricsPath;
import dev.navarch.apiserver.metrics.RequestMetricsFilter;
import dev.navarch.apiserver.registry.ServedResources;
import dev.navarch.apiserver.watchcache.WatchCaches;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Counters under upstream's names, in a registry of their own: Boot's has its own names and common tags. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    @Bean
    RequestMetricsFilter requestMetrics() {
        return new RequestMetricsFilter(registry);
    }

    @Bean
    MetricsPath metricsPath() {
        return new MetricsPath(registry);
    }

    @Bean
    CacheMetrics cacheMetrics(WatchCaches caches, ServedResources served) {
        return new CacheMetrics(registry(), caches, served);
    }

    private MeterRegistry registry() {
        return registry;
    }
}
