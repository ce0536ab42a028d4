package dev.navarch.metrics;

import dev.navarch.client.ClusterClient;
import dev.navarch.metrics.publish.MetricsServerService;
import dev.navarch.metrics.serving.Access;
import dev.navarch.metrics.serving.FrontProxy;
import dev.navarch.metrics.serving.FrontProxyFilter;
import dev.navarch.metrics.serving.JudgedLater;
import dev.navarch.metrics.serving.MetricsObjects;
import dev.navarch.metrics.usage.AgentClient;
import dev.navarch.metrics.usage.Scraper;
import dev.navarch.metrics.usage.UsageBook;
import dev.navarch.pki.PrivateFiles;
import io.kubernetes.client.openapi.ApiClient;
import io.kubernetes.client.openapi.models.V1Node;
import io.kubernetes.client.openapi.models.V1Pod;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(MetricsProperties.class)
class MetricsConfiguration {
    @Bean
    UsageBook usageBook() {
        return new UsageBook();
    }

    @Bean
    AgentClient agentClient(ApiClient api, MetricsProperties properties) throws GeneralSecurityException {
        var trust = Objects.requireNonNull(api.getHttpClient().x509TrustManager(), "A kubeconfig without TLS");
        var tls = SSLContext.getInstance("TLS");
        tls.init(api.getKeyManagers(), new TrustManager[] {trust}, null);
        return new AgentClient(tls, properties.timeout());
    }

    @Bean
    Scraper scraper(ClusterClient client, AgentClient agents, UsageBook book, MetricsProperties properties) {
        return new Scraper(
                client.informer(V1Node.class),
                agents,
                book,
                properties.period(),
                properties.atOnce(),
                Clock.systemUTC());
    }

    @Bean
    MetricsObjects metricsObjects(ClusterClient client, UsageBook book) {
        return new MetricsObjects(client.informer(V1Node.class), client.informer(V1Pod.class), book);
    }

    @Bean
    FrontProxyFilter frontProxyFilter(ClusterClient client) {
        return new FrontProxyFilter(new FrontProxy(client, Clock.systemUTC()), new Access(client));
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> anyClientCertificate() {
        return factory -> factory.addConnectorCustomizers(connector -> {
            for (var host : connector.findSslHostConfigs()) host.setTrustManagerClassName(JudgedLater.class.getName());
        });
    }

    @Bean
    MetricsServerService metricsServerService(
            ClusterClient client, ServletWebServerApplicationContext context, MetricsProperties properties) {
        return new MetricsServerService(
                client,
                properties.instance(),
                properties.advertiseAddress(),
                () -> Objects.requireNonNull(context.getWebServer()).getPort(),
                PrivateFiles.read(properties.caFile()));
    }

    @Bean
    MetricsLifecycle metricsLifecycle(Scraper scraper, AgentClient agents, MetricsServerService service) {
        return new MetricsLifecycle(scraper, agents, service);
    }

    @Bean
    HealthIndicator metricsHealthIndicator(Scraper scraper) {
        return () -> (scraper.hasScraped() ? Health.up() : Health.outOfService())
                .withDetail("figuresOfAgents", scraper.hasScraped())
                .build();
    }
}
