package dev.navarch.nodeagent.container;

import static dev.navarch.nodeagent.podspec.PodParts.specOf;

import io.kubernetes.client.openapi.models.V1HostAlias;
import io.kubernetes.client.openapi.models.V1Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A pod's /etc/hosts. */
final class HostsFile {
    private static final Path NODES = Path.of("/etc/hosts");

    private HostsFile() {}

    static String of(V1Pod pod, List<String> podIps, PodHostname hostname) throws IOException {
        var out = new StringBuilder();
        if (Boolean.TRUE.equals(specOf(pod).getHostNetwork())) {
            out.append("# Kubernetes-managed hosts file (host network).\n");
            out.append(Files.exists(NODES) ? Files.readString(NODES) : "");
        } else {
            out.append("""
                    # Kubernetes-managed hosts file.
                    127.0.0.1\tlocalhost
                    ::1\tlocalhost ip6-localhost ip6-loopback
                    fe00::0\tip6-localnet
                    fe00::0\tip6-mcastprefix
                    fe00::1\tip6-allnodes
                    fe00::2\tip6-allrouters
                    """);
            var names = hostname.domain().isEmpty()
                    ? hostname.host()
                    : hostname.host() + "." + hostname.domain() + "\t" + hostname.host();
            for (var ip : podIps) out.append(ip).append('\t').append(names).append('\n');
        }
        addAliases(out, specOf(pod).getHostAliases());
        return out.toString();
    }

    private static void addAliases(StringBuilder out, @org.jspecify.annotations.Nullable List<V1HostAlias> aliases) {
        if (aliases == null || aliases.isEmpty()) return;
        out.append("\n# Entries added by HostAliases.\n");
        for (var alias : aliases) {
            out.append(alias.getIp())
                    .append('\t')
                    .append(String.join("\t", alias.getHostnames()))
                    .append('\n');
        }
    }
}
