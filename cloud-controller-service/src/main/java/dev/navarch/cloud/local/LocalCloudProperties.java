package dev.navarch.cloud.local;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param loadBalancerAddresses what Services of type LoadBalancer get, each part {@code first-last} or one address; of the network that
 *     the nodes stand in. Empty: they stay pending
 * @param machines the nodes that exist; empty: every node that registers does
 * @param instanceType label of every node
 * @param zone label of every node; empty: none
 * @param region label of every node; empty: none
 */
@ConfigurationProperties("navarch.cloud.local")
public record LocalCloudProperties(
        @DefaultValue List<String> loadBalancerAddresses,
        @DefaultValue List<String> machines,
        @DefaultValue("local") String instanceType,
        @DefaultValue("") String zone,
        @DefaultValue("") String region) {
    public LocalCloudProperties {
        loadBalancerAddresses = List.copyOf(loadBalancerAddresses);
        machines = List.copyOf(machines);
    }
}
