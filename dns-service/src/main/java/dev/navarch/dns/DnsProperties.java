package dev.navarch.dns;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param port where it listens, UDP and TCP; the kube-dns Service maps port 53 onto it
 * @param advertiseAddress where pods reach it; the bind address unless given
 * @param serviceAddress the cluster IP of kube-system/kube-dns
 * @param upstreamResolvConf names the servers for all other names
 * @param instance tells this server's EndpointSlice from those of others; the same after a restart
 */
@ConfigurationProperties("navarch.dns")
record DnsProperties(
        @DefaultValue("127.0.0.1") String bindAddress,
        @DefaultValue("8053") int port,
        @Nullable String advertiseAddress,
        @DefaultValue("cluster.local") String clusterDomain,
        @DefaultValue("10.96.0.10") String serviceAddress,
        @DefaultValue("/etc/resolv.conf") Path upstreamResolvConf,
        @DefaultValue("navarch") String instance,
        @DefaultValue("1000") int forwardsAtOnce) {
    String advertised() {
        return advertiseAddress == null || advertiseAddress.isEmpty() ? bindAddress : advertiseAddress;
    }
}
