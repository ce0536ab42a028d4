package dev.navarch.nodeagent.proxy;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The part of a node's settings that its service proxy needs.
 *
 * @param name the Node's name
 * @param clusterCidr all pods' addresses, of every node
 * @param serviceCidr all cluster IPs
 * @param nodeIp the address traffic to cluster IPs leaves from where no route leads to them; null = none is made
 */
@ConfigurationProperties("navarch.node")
public record ServiceProxyProperties(
        String name,
        @DefaultValue("10.244.0.0/16") String clusterCidr,
        @DefaultValue("10.96.0.0/16") String serviceCidr,
        @Nullable String nodeIp) {}
