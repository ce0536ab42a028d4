package dev.navarch.nodeagent.container;

import static dev.navarch.nodeagent.podspec.PodParts.metadataOf;
import static dev.navarch.nodeagent.podspec.PodParts.specOf;

import dev.navarch.nodeagent.cgroup.PodCgroups;
import dev.navarch.nodeagent.cri.v1.LinuxPodSandboxConfig;
import dev.navarch.nodeagent.cri.v1.PodSandboxConfig;
import dev.navarch.nodeagent.cri.v1.PodSandboxMetadata;
import dev.navarch.nodeagent.cri.v1.PortMapping;
import dev.navarch.nodeagent.cri.v1.Protocol;
import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.podspec.PodKey;
import dev.navarch.nodeagent.reference.MissingReferenceException;
import dev.navarch.nodeagent.reference.ReferencedObjects;
import dev.navarch.nodeagent.runtime.RuntimeLabels;
import dev.navarch.nodeagent.settings.NodeDirectories;
import io.kubernetes.client.openapi.models.V1ContainerPort;
import io.kubernetes.client.openapi.models.V1Pod;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A pod's sandbox as the runtime wants it. The same pod and attempt always give the same. */
public final class SandboxConfigs {
    private final NodeDirectories directories;
    private final PodCgroups cgroups;
    private final ReferencedObjects references;
    private final SecurityContexts security;
    private final DnsSettings dns;
    private final String clusterDomain;

    public SandboxConfigs(
            NodeDirectories directories,
            PodCgroups cgroups,
            ReferencedObjects references,
            List<String> clusterDns,
            String clusterDomain) {
        this.directories = directories;
        this.cgroups = cgroups;
        this.references = references;
        this.security = new SecurityContexts(directories.root().resolve("seccomp"));
        this.dns = new DnsSettings(clusterDns, clusterDomain, Path.of("/etc/resolv.conf"));
        this.clusterDomain = clusterDomain;
    }

    public PodSandboxConfig of(V1Pod pod, int attempt) {
        var key = PodKey.of(pod);
        var hostNetwork = Boolean.TRUE.equals(specOf(pod).getHostNetwork());
        var config = PodSandboxConfig.newBuilder()
                .setMetadata(PodSandboxMetadata.newBuilder()
                        .setName(key.name())
                        .setNamespace(key.namespace())
                        .setUid(key.uid())
                        .setAttempt(attempt))
                .setLogDirectory(directories
                        .podLogs(key.namespace(), key.name(), key.uid())
                        .toString())
                .setDnsConfig(dns.of(pod))
                .putAllLabels(labels(pod))
                .putAllAnnotations(Objects.requireNonNullElse(metadataOf(pod).getAnnotations(), Map.of()))
                .setLinux(LinuxPodSandboxConfig.newBuilder()
                        .setCgroupParent(cgroups.parent(pod))
                        .setSecurityContext(security.sandbox(pod))
                        .putAllSysctls(sysctls(pod)));
        // A pod in the node's own network has the node's name.
        if (!hostNetwork) config.setHostname(PodHostname.of(pod, clusterDomain).shown());
        if (!hostNetwork) addPorts(config, pod);
        return config.build();
    }

    /**
     * Which of the runtime's ways to run pods the pod's RuntimeClass names; empty for the usual one.
     *
     * @throws MissingReferenceException where there is no such class
     */
    public String runtimeHandler(V1Pod pod) {
        var name = specOf(pod).getRuntimeClassName();
        if (name == null || name.isEmpty()) return "";
        var found = references.findRuntimeClass(name);
        if (found == null) throw new MissingReferenceException("RuntimeClass.node.k8s.io \"" + name + "\" not found");
        return found.getHandler();
    }

    private static Map<String, String> labels(V1Pod pod) {
        var key = PodKey.of(pod);
        var labels = new HashMap<>(Objects.requireNonNullElse(metadataOf(pod).getLabels(), Map.<String, String>of()));
        labels.put(RuntimeLabels.POD_NAME, key.name());
        labels.put(RuntimeLabels.POD_NAMESPACE, key.namespace());
        labels.put(RuntimeLabels.POD_UID, key.uid());
        return labels;
    }

    private static Map<String, String> sysctls(V1Pod pod) {
        var sysctls = new HashMap<String, String>();
        var context = specOf(pod).getSecurityContext();
        if (context != null && context.getSysctls() != null) {
            context.getSysctls().forEach(sysctl -> sysctls.put(sysctl.getName(), sysctl.getValue()));
        }
        return sysctls;
    }

    private static void addPorts(PodSandboxConfig.Builder config, V1Pod pod) {
        for (var container : PodContainer.all(pod)) {
            var ports = Objects.requireNonNullElse(container.spec().getPorts(), List.<V1ContainerPort>of());
            for (var port : ports) {
                if (port.getHostPort() == null || port.getHostPort() == 0) continue;
                config.addPortMappings(PortMapping.newBuilder()
                        .setProtocol(Protocol.valueOf(Objects.requireNonNullElse(port.getProtocol(), "TCP")))
                        .setContainerPort(port.getContainerPort())
                        .setHostPort(port.getHostPort())
                        .setHostIp(Objects.requireNonNullElse(port.getHostIP(), "")));
            }
        }
    }
}
