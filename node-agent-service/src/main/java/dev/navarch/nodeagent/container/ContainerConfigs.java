package dev.navarch.nodeagent.container;

import static dev.navarch.nodeagent.podspec.PodParts.specOf;
import static dev.navarch.nodeagent.podspec.PodParts.uidOf;

import dev.navarch.nodeagent.cri.v1.ContainerConfig;
import dev.navarch.nodeagent.cri.v1.ContainerMetadata;
import dev.navarch.nodeagent.cri.v1.ImageSpec;
import dev.navarch.nodeagent.cri.v1.KeyValue;
import dev.navarch.nodeagent.cri.v1.LinuxContainerConfig;
import dev.navarch.nodeagent.cri.v1.LinuxContainerResources;
import dev.navarch.nodeagent.cri.v1.Mount;
import dev.navarch.nodeagent.podspec.ContainerAmounts;
import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.podspec.PodFields;
import dev.navarch.nodeagent.podspec.PodKey;
import dev.navarch.nodeagent.reference.MissingReferenceException;
import dev.navarch.nodeagent.reference.ReferencedObjects;
import dev.navarch.nodeagent.runtime.RuntimeLabels;
import dev.navarch.nodeagent.settings.NodeDirectories;
import io.kubernetes.client.openapi.models.V1Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One run of a container as the runtime wants it, with the files that it brings along. */
public final class ContainerConfigs {
    private final NodeDirectories directories;
    private final ReferencedObjects references;
    private final NodeContext node;
    private final SecurityContexts security;
    private final ContainerResources resources;
    private final String clusterDomain;

    public ContainerConfigs(
            NodeDirectories directories,
            ReferencedObjects references,
            NodeContext node,
            boolean unifiedCgroups,
            String clusterDomain) {
        this.directories = directories;
        this.references = references;
        this.node = node;
        this.security = new SecurityContexts(directories.root().resolve("seccomp"));
        this.resources = new ContainerResources(node.memory(), unifiedCgroups);
        this.clusterDomain = clusterDomain;
    }

    /**
     * @param image what the runtime calls the image
     * @param imageUser whom the image wants to run as
     * @throws ContainerConfigException for reason CreateContainerConfigError
     */
    public ContainerConfig of(Request request, String image, ImageUser imageUser) {
        var container = request.container();
        var spec = container.spec();
        SecurityContexts.verifyNonRoot(
                request.pod(), container, imageUser, PodKey.of(request.pod()).text());
        var environment = environment(request);
        var config = ContainerConfig.newBuilder()
                .setMetadata(
                        ContainerMetadata.newBuilder().setName(container.name()).setAttempt(request.restartCount()))
                .setImage(ImageSpec.newBuilder().setImage(image))
                .setLogPath(container.name() + "/" + request.restartCount() + ".log")
                .setStdin(Boolean.TRUE.equals(spec.getStdin()))
                .setStdinOnce(Boolean.TRUE.equals(spec.getStdinOnce()))
                .setTty(Boolean.TRUE.equals(spec.getTty()))
                .setWorkingDir(Objects.requireNonNullElse(spec.getWorkingDir(), ""))
                .putAllLabels(labels(request))
                .putAllAnnotations(annotations(request))
                .setLinux(LinuxContainerConfig.newBuilder()
                        .setResources(resources.of(request.pod(), spec))
                        .setSecurityContext(
                                security.container(request.pod(), container, imageUser, request.targetId())));
        expanded(spec.getCommand(), environment).forEach(config::addCommand);
        expanded(spec.getArgs(), environment).forEach(config::addArgs);
        environment.forEach(
                (key, value) -> config.addEnvs(KeyValue.newBuilder().setKey(key).setValue(value)));
        config.addAllMounts(
                VolumeMounts.of(spec, request.volumes(), VolumeMounts.readOnly(specOf(request.pod())), environment));
        addOwnFiles(config, request);
        return config.build();
    }

    /** What the container is to be held to. */
    public LinuxContainerResources resources(V1Pod pod, PodContainer container) {
        return resources.of(pod, container.spec());
    }

    /** @param targetId the container whose processes an ephemeral one sees; empty otherwise */
    public record Request(
            V1Pod pod,
            PodContainer container,
            int restartCount,
            List<String> podIps,
            Map<String, Path> volumes,
            String targetId) {
        public Request {
            podIps = List.copyOf(podIps);
            volumes = Map.copyOf(volumes);
        }
    }

    private Map<String, String> environment(Request request) {
        var fields = new PodFields(request.pod(), node.hostIps(), request.podIps());
        var amounts = new ContainerAmounts(node.allocatable());
        try {
            return new Environment(
                            references, fields, amounts, request.container().spec())
                    .build();
        } catch (MissingReferenceException | IllegalArgumentException e) {
            throw new ContainerConfigException(String.valueOf(e.getMessage()));
        }
    }

    private void addOwnFiles(ContainerConfig.Builder config, Request request) {
        var mounted =
                config.getMountsList().stream().map(Mount::getContainerPath).toList();
        var spec = request.container().spec();
        try {
            var folder = directories.pod(uidOf(request.pod()));
            Files.createDirectories(folder);
            Files.createDirectories(logFolder(request));
            if (!mounted.contains("/etc/hosts")) {
                var text = HostsFile.of(request.pod(), request.podIps(), PodHostname.of(request.pod(), clusterDomain));
                var file = Files.writeString(folder.resolve("etc-hosts"), text);
                config.addMounts(
                        Mount.newBuilder().setContainerPath("/etc/hosts").setHostPath(file.toString()));
            }
            var path = spec.getTerminationMessagePath();
            if (path != null && !path.isEmpty()) {
                var file = TerminationMessages.file(
                        directories, uidOf(request.pod()), request.container().name(), request.restartCount());
                Files.createDirectories(file.getParent());
                if (!Files.exists(file)) Files.createFile(file);
                Files.setAttribute(file, "unix:mode", 0666);
                config.addMounts(Mount.newBuilder().setContainerPath(path).setHostPath(file.toString()));
            }
        } catch (IOException e) {
            throw new ContainerConfigException("error making pod data directories: " + e.getMessage());
        }
    }

    private Path logFolder(Request request) {
        var key = PodKey.of(request.pod());
        return directories
                .podLogs(key.namespace(), key.name(), key.uid())
                .resolve(request.container().name());
    }

    private static Map<String, String> labels(Request request) {
        var key = PodKey.of(request.pod());
        return Map.of(
                RuntimeLabels.POD_NAME, key.name(),
                RuntimeLabels.POD_NAMESPACE, key.namespace(),
                RuntimeLabels.POD_UID, key.uid(),
                RuntimeLabels.CONTAINER_NAME, request.container().name());
    }

    private static Map<String, String> annotations(Request request) {
        var spec = request.container().spec();
        return Map.of(
                RuntimeLabels.HASH, request.container().hash(),
                RuntimeLabels.RESTART_COUNT, Integer.toString(request.restartCount()),
                RuntimeLabels.TERMINATION_PATH, Objects.requireNonNullElse(spec.getTerminationMessagePath(), ""),
                RuntimeLabels.TERMINATION_POLICY, Objects.requireNonNullElse(spec.getTerminationMessagePolicy(), ""),
                RuntimeLabels.GRACE_PERIOD,
                        Long.toString(Objects.requireNonNullElse(
                                specOf(request.pod()).getTerminationGracePeriodSeconds(), 30L)));
    }

    private static List<String> expanded(
            @org.jspecify.annotations.Nullable List<String> words, Map<String, String> environment) {
        if (words == null) return List.of();
        return words.stream()
                .map(word -> VariableExpansion.expand(word, environment))
                .toList();
    }
}
