package dev.navarch.nodeagent.settings;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A node agent's settings.
 *
 * @param name the Node's name
 * @param directory what outlives a restart: containerd's root, pods' volumes, logs
 * @param nodeIp the address other nodes and the API server reach this one at; the first global address when absent
 * @param port of the agent's HTTPS server
 * @param podCidr the pods' addresses; Node.spec.podCIDR when absent
 * @param clusterDns the nameservers of pods with dnsPolicy ClusterFirst
 * @param registerWithLabels put on the Node when it is registered
 * @param registerWithTaints {@code key=value:Effect}, put on the Node when it is first registered
 * @param pauseImage the sandbox image, imported from catatonit when it is missing
 * @param servingCertificate of the agent's HTTPS server, PEM
 * @param clientCa signs the certificates of those who may call the agent, PEM
 * @param cgroupRoot the parent of all pods' control groups; made from the directory when absent
 */
@ConfigurationProperties("navarch.node")
public record NodeProperties(
        String name,
        Path directory,
        @Nullable String nodeIp,
        @DefaultValue("10250") int port,
        @Nullable String podCidr,
        @DefaultValue List<String> clusterDns,
        @DefaultValue("cluster.local") String clusterDomain,
        @DefaultValue Map<String, String> registerWithLabels,
        @DefaultValue List<String> registerWithTaints,
        @DefaultValue("node.local/pause:1") String pauseImage,
        @Nullable Path servingCertificate,
        @Nullable Path servingKey,
        @Nullable Path clientCa,
        @Nullable String cgroupRoot,
        @DefaultValue("110") int maxPods,
        @DefaultValue Executables executables,
        @DefaultValue Housekeeping housekeeping) {
    public NodeProperties {
        directory = directory.toAbsolutePath().normalize();
        clusterDns = List.copyOf(clusterDns);
        registerWithLabels = Map.copyOf(registerWithLabels);
        registerWithTaints = List.copyOf(registerWithTaints);
    }

    /** Programs by name or path, and the folder of CNI plugins. */
    public record Executables(
            @DefaultValue("containerd") String containerd,
            @DefaultValue("ctr") String ctr,
            @DefaultValue("/usr/bin/catatonit") Path catatonit,
            @DefaultValue("/usr/lib/cni") Path cniPlugins) {
        public static final Executables DEFAULT =
                new Executables("containerd", "ctr", Path.of("/usr/bin/catatonit"), Path.of("/usr/lib/cni"));
    }
}
