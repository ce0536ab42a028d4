package dev.navarch.client.spring;

import dev.navarch.client.ClusterClient;
import dev.navarch.client.rest.Kubeconfig;
import dev.navarch.client.rest.RestClusterClient;
import io.kubernetes.client.openapi.ApiClient;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.kubernetes.client.KubernetesClientAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;

/** Takes the place of Spring Cloud Kubernetes' ApiClient, which would look for a cluster by itself. */
@AutoConfiguration(before = KubernetesClientAutoConfiguration.class)
@Conditional(WithCluster.class)
@ConditionalOnMissingBean(ClusterClient.class)
@EnableConfigurationProperties(ClusterClientProperties.class)
class ClusterClientAutoConfiguration {
    @Bean
    @ConditionalOnMissingBean
    ApiClient apiClient(ClusterClientProperties properties) {
        return Kubeconfig.connect(properties.requiredKubeconfig());
    }

    @Bean(destroyMethod = "close")
    ClusterClient clusterClient(ApiClient apiClient, ClusterClientProperties properties) {
        return new RestClusterClient(apiClient, properties.eventHost(), Clock.systemUTC());
    }
}
