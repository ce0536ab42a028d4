package dev.navarch.apiserver;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * @param dataDirectory the cluster's; its {@code pki} holds the keys. Without one the server speaks plain HTTP and lets everybody do
 *     everything: for tests on loopback
 * @param serverNames DNS names, and {@code serverAddresses} the IP addresses, that its certificate is good for besides the usual ones
 * @param advertiseAddress where nodes and pods reach this server: the endpoint of the Service {@code kubernetes}. Without one it is the
 *     first address of this host that is not its loopback
 * @param bootstrapToken {@code ID.SECRET} with which nodes may join; kept as a Secret. Others are made as Secrets by whoever may
 * @param maxReadsInflight how many reads, and {@code maxWritesInflight} how many writes, are worked on at a time
 */
@ConfigurationProperties("navarch.api-server")
public record ApiServerProperties(
        @Nullable Path dataDirectory,
        @DefaultValue List<String> serverNames,
        @DefaultValue({"127.0.0.1", "10.96.0.1"}) List<String> serverAddresses,
        @Nullable String advertiseAddress,
        @DefaultValue("10.96.0.0/16") String serviceCidr,
        @DefaultValue("30000-32767") String nodePortRange,
        @Nullable String bootstrapToken,
        @DefaultValue("800") int maxReadsInflight,
        @DefaultValue("400") int maxWritesInflight,
        @DefaultValue("3145728") int maxBodyBytes) {
    public ApiServerProperties {
        serverNames = List.copyOf(serverNames);
        serverAddresses = List.copyOf(serverAddresses);
    }
}
