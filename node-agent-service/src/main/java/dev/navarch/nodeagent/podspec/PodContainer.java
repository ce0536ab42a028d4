package dev.navarch.nodeagent.podspec;

import static dev.navarch.nodeagent.podspec.PodParts.specOf;

import io.kubernetes.client.openapi.models.V1Container;
import io.kubernetes.client.openapi.models.V1EphemeralContainer;
import io.kubernetes.client.openapi.models.V1Pod;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * A container of a pod, of whichever list.
 *
 * @param targetContainer whose processes an ephemeral container sees
 */
public record PodContainer(
        V1Container spec, Kind kind, @Nullable String targetContainer) {
    public enum Kind {
        INIT("initContainers"),
        SIDECAR("initContainers"),
        REGULAR("containers"),
        EPHEMERAL("ephemeralContainers");

        private final String list;

        Kind(String list) {
            this.list = list;
        }
    }

    public String name() {
        return spec.getName();
    }

    public String fieldPath() {
        return "spec." + kind.list + "{" + name() + "}";
    }

    /** Changes when the container must be replaced. */
    public String hash() {
        var crc = new CRC32();
        crc.update((name() + "\0" + spec.getImage()).getBytes(StandardCharsets.UTF_8));
        return Long.toHexString(crc.getValue());
    }

    public static List<PodContainer> regular(V1Pod pod) {
        return specOf(pod).getContainers().stream()
                .map(spec -> new PodContainer(spec, Kind.REGULAR, null))
                .toList();
    }

    /** Init containers and sidecars in spec order. */
    public static List<PodContainer> init(V1Pod pod) {
        return listOf(specOf(pod).getInitContainers())
                .map(spec -> new PodContainer(
                        spec, Objects.equals(spec.getRestartPolicy(), "Always") ? Kind.SIDECAR : Kind.INIT, null))
                .toList();
    }

    public static List<PodContainer> ephemeral(V1Pod pod) {
        return listOf(specOf(pod).getEphemeralContainers())
                .map(spec -> new PodContainer(plain(spec), Kind.EPHEMERAL, spec.getTargetContainerName()))
                .toList();
    }

    public static List<PodContainer> all(V1Pod pod) {
        var all = new ArrayList<>(init(pod));
        all.addAll(regular(pod));
        all.addAll(ephemeral(pod));
        return all;
    }

    public static @Nullable PodContainer find(V1Pod pod, String name) {
        return all(pod).stream()
                .filter(container -> container.name().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static <T> Stream<T> listOf(@Nullable List<T> list) {
        return list == null ? Stream.empty() : list.stream();
    }

    private static V1Container plain(V1EphemeralContainer spec) {
        return new V1Container()
                .name(spec.getName())
                .image(spec.getImage())
                .command(spec.getCommand())
                .args(spec.getArgs())
                .workingDir(spec.getWorkingDir())
                .env(spec.getEnv())
                .envFrom(spec.getEnvFrom())
                .volumeMounts(spec.getVolumeMounts())
                .imagePullPolicy(spec.getImagePullPolicy())
                .securityContext(spec.getSecurityContext())
                .stdin(spec.getStdin())
                .stdinOnce(spec.getStdinOnce())
                .tty(spec.getTty())
                .terminationMessagePath(spec.getTerminationMessagePath())
                .terminationMessagePolicy(spec.getTerminationMessagePolicy());
    }
}
