package dev.navarch.dns;

import dev.navarch.client.ClusterClient;
import dev.navarch.dns.cluster.ClusterIndex;
import dev.navarch.dns.cluster.ClusterWatches;
import dev.navarch.dns.forward.Forwarder;
import dev.navarch.dns.forward.LoopProbe;
import dev.navarch.dns.publish.KubeDnsService;
import dev.navarch.dns.server.DnsServer;
import java.net.InetSocketAddress;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(DnsProperties.class)
class DnsConfiguration {
    @Bean
    ClusterWatches clusterWatches(ClusterClient client) {
        return new ClusterWatches(client, new ClusterIndex());
    }

    @Bean
    Forwarder forwarder(DnsProperties properties) {
        var own = List.of(
                new InetSocketAddress(properties.bindAddress(), properties.port()),
                new InetSocketAddress(properties.serviceAddress(), 53));
        return new Forwarder(properties.upstreamResolvConf(), own, properties.forwardsAtOnce());
    }

    @Bean
    LoopProbe loopProbe(Forwarder forwarder) {
        return new LoopProbe(forwarder);
    }

    @Bean
    DnsServer dnsServer(ClusterWatches watches, LoopProbe probe, Forwarder forwarder, DnsProperties properties) {
        var chain = ResolverChain.of(watches, probe, properties.clusterDomain(), properties.serviceAddress());
        return new DnsServer(new InetSocketAddress(properties.bindAddress(), properties.port()), chain, forwarder);
    }

    @Bean
    KubeDnsService kubeDnsService(ClusterClient client, DnsServer server, DnsProperties properties) {
        return new KubeDnsService(
                client, properties.instance(), properties.serviceAddress(), properties.advertised(), server::port);
    }

    @Bean
    DnsLifecycle dnsLifecycle(ClusterWatches watches, DnsServer server, LoopProbe probe, KubeDnsService service) {
        return new DnsLifecycle(watches, server, probe, service);
    }

    @Bean
    HealthIndicator dnsHealthIndicator(ClusterWatches watches, DnsServer server, Forwarder forwarder) {
        return () -> (watches.hasSynced() && server.isRunning() ? Health.up() : Health.outOfService())
                .withDetail("clusterKnown", watches.hasSynced())
                .withDetail("listening", server.isRunning())
                .withDetail("upstream", forwarder.describe())
                .build();
    }
}
