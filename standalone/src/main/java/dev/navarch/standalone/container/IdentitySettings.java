package dev.navarch.standalone.container;

import java.util.List;

/**
 * @param server URL of the API server as the cluster's parts reach it
 * @param administratorServer URL of the API server as the administrator's kubeconfig shall say
 * @param serverNames DNS names that the API servers' certificate is good for besides the usual ones
 * @param serverAddresses IP addresses that it is good for
 * @param redis URL of Redis with {@code PASSWORD} where a generated password goes; without that word it is taken as it is
 */
public record IdentitySettings(
        String server,
        String administratorServer,
        List<String> serverNames,
        List<String> serverAddresses,
        String redis) {
    public IdentitySettings {
        serverNames = List.copyOf(serverNames);
        serverAddresses = List.copyOf(serverAddresses);
    }
}
