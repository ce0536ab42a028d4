package dev.navarch.cloud;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param installationId holds the lease; the same after a restart. Empty: a new one each time
 * @param clusterCidr the addresses of all pods; a route outside it is nobody's business
 */
@ConfigurationProperties("navarch.cloud")
public record CloudControllerProperties(
        @DefaultValue("") String installationId,
        @DefaultValue("10.244.0.0/16") String clusterCidr) {}
