package dev.navarch.nodeagent.join;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.rest.RenewableConnection;
import dev.navarch.nodeagent.node.NodeAddress;
import dev.navarch.nodeagent.settings.NodeProperties;
import io.kubernetes.client.openapi.ApiClient;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Only for a node that joined by itself: its certificates are its own to renew. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(JoinProperties.SERVER)
class JoinConfiguration {
    private static final Duration PERIOD = Duration.ofSeconds(30);

    @Bean
    RenewableConnection renewableConnection(@Value("${navarch.kubeconfig}") Path kubeconfig) {
        return RenewableConnection.open(kubeconfig);
    }

    @Bean
    ApiClient apiClient(RenewableConnection connection) {
        return connection.api();
    }

    @Bean(initMethod = "start")
    CertificateRenewal certificateRenewal(NodeProperties node, ClusterClient client, RenewableConnection connection) {
        var clock = Clock.systemUTC();
        var files = NodeFiles.of(node.directory());
        var address = NodeAddress.choose(node.nodeIp());
        return new CertificateRenewal(
                new ClientCertificate(node.name(), files, client, connection, clock),
                new ServingCertificate(node.name(), address, files, client, clock),
                PERIOD,
                clock);
    }
}
