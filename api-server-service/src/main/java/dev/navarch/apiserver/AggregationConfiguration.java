package dev.navarch.apiserver;

import dev.navarch.apiserver.aggregation.AggregatedServers;
import dev.navarch.apiserver.aggregation.AggregatedVersions;
import dev.navarch.apiserver.aggregation.AggregationProxy;
import dev.navarch.apiserver.aggregation.AvailabilityCheck;
import dev.navarch.apiserver.aggregation.AvailabilityLoop;
import dev.navarch.apiserver.aggregation.FrontProxyTls;
import dev.navarch.apiserver.objects.ObjectReader;
import dev.navarch.apiserver.objects.ObjectWriter;
import dev.navarch.pki.ClusterPki;
import java.time.Clock;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** API servers beside this one. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty("navarch.api-server.data-directory")
class AggregationConfiguration {
    @Bean
    AggregatedServers aggregatedServers(ClusterPki pki) {
        return new AggregatedServers(new FrontProxyTls(pki.frontProxy().ensureClientCertificate()));
    }

    /** Before discovery, which would say that it does not know the version. */
    @Bean
    @Order(0)
    AggregationProxy aggregationProxy(AggregatedVersions versions, AggregatedServers servers, ObjectReader objects) {
        return new AggregationProxy(versions, servers, objects);
    }

    @Bean
    AvailabilityLoop availabilityLoop(
            ObjectReader objects,
            ObjectWriter writer,
            AggregatedServers servers,
            AggregatedVersions versions,
            Clock clock) {
        return new AvailabilityLoop(objects, writer, new AvailabilityCheck(objects, servers, versions), clock);
    }
}
