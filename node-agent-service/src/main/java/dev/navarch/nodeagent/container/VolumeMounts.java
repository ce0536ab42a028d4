package dev.navarch.nodeagent.container;

import dev.navarch.nodeagent.cri.v1.Mount;
import dev.navarch.nodeagent.cri.v1.MountPropagation;
import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1PodSpec;
import io.kubernetes.client.openapi.models.V1Volume;
import io.kubernetes.client.openapi.models.V1VolumeMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** A container's volume mounts as the runtime's bind mounts. */
final class VolumeMounts {
    private VolumeMounts() {}

    /**
     * @param readOnly the volumes that the pod may read only, whatever the container asks for
     * @param environment for subPathExpr
     */
    static List<Mount> of(
            V1Container container, Map<String, Path> volumes, Set<String> readOnly, Map<String, String> environment) {
        var mounts = new ArrayList<Mount>();
        for (var mount : Objects.requireNonNullElse(container.getVolumeMounts(), List.<V1VolumeMount>of())) {
            var place = volumes.get(mount.getName());
            if (place == null) {
                throw new ContainerConfigException("cannot find volume \"" + mount.getName()
                        + "\" to mount into container \"" + container.getName() + "\"");
            }
            mounts.add(Mount.newBuilder()
                    .setContainerPath(absolute(mount.getMountPath()))
                    .setHostPath(subPath(place, mount, environment).toString())
                    .setReadonly(Boolean.TRUE.equals(mount.getReadOnly()) || readOnly.contains(mount.getName()))
                    .setPropagation(propagation(mount))
                    .build());
        }
        return mounts;
    }

    /** Volumes whose claim is used for reading only. */
    static Set<String> readOnly(V1PodSpec pod) {
        return Objects.requireNonNullElse(pod.getVolumes(), List.<V1Volume>of()).stream()
                .filter(volume -> volume.getPersistentVolumeClaim() != null
                        && Boolean.TRUE.equals(volume.getPersistentVolumeClaim().getReadOnly()))
                .map(V1Volume::getName)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Path subPath(Path volume, V1VolumeMount mount, Map<String, String> environment) {
        var path = mount.getSubPath();
        if (mount.getSubPathExpr() != null && !mount.getSubPathExpr().isEmpty()) {
            path = VariableExpansion.expand(mount.getSubPathExpr(), environment);
        }
        if (path == null || path.isEmpty()) return volume;
        var place = volume.resolve(path).normalize();
        try {
            if (!place.startsWith(volume)) throw refused(mount);
            if (!Files.exists(place)) {
                Files.createDirectories(place);
                Files.setAttribute(place, "unix:mode", Files.getAttribute(volume, "unix:mode"));
            }
            // A link inside the volume must not lead the mount out of it.
            var real = place.toRealPath();
            if (!real.startsWith(volume.toRealPath())) throw refused(mount);
            return real;
        } catch (IOException e) {
            throw refused(mount);
        }
    }

    private static ContainerConfigException refused(V1VolumeMount mount) {
        return new ContainerConfigException("failed to prepare subPath for volumeMount \"" + mount.getName()
                + "\" of container path " + mount.getMountPath());
    }

    private static String absolute(String path) {
        return path.startsWith("/") ? path : "/" + path;
    }

    private static MountPropagation propagation(V1VolumeMount mount) {
        return switch (Objects.requireNonNullElse(mount.getMountPropagation(), "None")) {
            case "HostToContainer" -> MountPropagation.PROPAGATION_HOST_TO_CONTAINER;
            case "Bidirectional" -> MountPropagation.PROPAGATION_BIDIRECTIONAL;
            default -> MountPropagation.PROPAGATION_PRIVATE;
        };
    }
}
