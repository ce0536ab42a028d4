package dev.navarch.client.spring;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param kubeconfig names the one cluster of this service; there is no other way to find one
 * @param eventHost what Events name as their host: the node for what runs on one
 */
@ConfigurationProperties("navarch")
record ClusterClientProperties(
        @Nullable Path kubeconfig, @DefaultValue("") String eventHost) {
    Path requiredKubeconfig() {
        if (kubeconfig == null) {
            throw new IllegalStateException(
                    "navarch.kubeconfig is not set: name the kubeconfig of the cluster this service belongs to");
        }
        return kubeconfig;
    }
}
