package dev.navarch.nodeagent.container;

import static dev.navarch.nodeagent.podspec.PodParts.specOf;

import dev.navarch.nodeagent.cri.v1.Capability;
import dev.navarch.nodeagent.cri.v1.Int64Value;
import dev.navarch.nodeagent.cri.v1.LinuxContainerSecurityContext;
import dev.navarch.nodeagent.cri.v1.LinuxSandboxSecurityContext;
import dev.navarch.nodeagent.cri.v1.NamespaceMode;
import dev.navarch.nodeagent.cri.v1.NamespaceOption;
import dev.navarch.nodeagent.cri.v1.SecurityProfile;
import dev.navarch.nodeagent.podspec.PodContainer;
import io.kubernetes.client.openapi.models.V1Pod;
import io.kubernetes.client.openapi.models.V1PodSecurityContext;
import io.kubernetes.client.openapi.models.V1SeccompProfile;
import io.kubernetes.client.openapi.models.V1SecurityContext;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Who a container runs as and what it may do; a container's own word goes before its pod's. */
final class SecurityContexts {
    private static final List<String> MASKED = List.of(
            "/proc/asound",
            "/proc/acpi",
            "/proc/interrupts",
            "/proc/kcore",
            "/proc/keys",
            "/proc/latency_stats",
            "/proc/timer_list",
            "/proc/timer_stats",
            "/proc/sched_debug",
            "/proc/scsi",
            "/sys/firmware",
            "/sys/devices/virtual/powercap");
    private static final List<String> READ_ONLY =
            List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");
    private static final V1PodSecurityContext NO_POD_CONTEXT = new V1PodSecurityContext();
    private static final V1SecurityContext NO_CONTEXT = new V1SecurityContext();
    private final Path seccompProfiles;

    SecurityContexts(Path seccompProfiles) {
        this.seccompProfiles = seccompProfiles;
    }

    LinuxSandboxSecurityContext sandbox(V1Pod pod) {
        var context = podContext(pod);
        var result = LinuxSandboxSecurityContext.newBuilder()
                .setNamespaceOptions(namespaces(pod, null, ""))
                .setPrivileged(PodContainer.all(pod).stream().anyMatch(container -> privileged(container)))
                .setSeccomp(SecurityProfile.newBuilder().setProfileType(SecurityProfile.ProfileType.RuntimeDefault));
        if (context.getRunAsUser() != null) result.setRunAsUser(int64(context.getRunAsUser()));
        if (context.getRunAsUser() != null && context.getRunAsGroup() != null) {
            result.setRunAsGroup(int64(context.getRunAsGroup()));
        }
        return result.addAllSupplementalGroups(groups(context)).build();
    }

    /** @param targetId the container whose processes an ephemeral one sees; empty otherwise */
    LinuxContainerSecurityContext container(V1Pod pod, PodContainer container, ImageUser imageUser, String targetId) {
        var own = context(container);
        var result = LinuxContainerSecurityContext.newBuilder()
                .setNamespaceOptions(namespaces(pod, container, targetId))
                .setPrivileged(privileged(container))
                .setReadonlyRootfs(Boolean.TRUE.equals(own.getReadOnlyRootFilesystem()))
                .setNoNewPrivs(Boolean.FALSE.equals(own.getAllowPrivilegeEscalation()))
                .setSeccomp(
                        seccomp(first(own.getSeccompProfile(), podContext(pod).getSeccompProfile())))
                .addAllSupplementalGroups(groups(podContext(pod)));
        if (!Objects.equals(own.getProcMount(), "Unmasked") && !privileged(container)) {
            result.addAllMaskedPaths(MASKED).addAllReadonlyPaths(READ_ONLY);
        }
        var capabilities = own.getCapabilities();
        if (capabilities != null) {
            result.setCapabilities(Capability.newBuilder()
                    .addAllAddCapabilities(Objects.requireNonNullElse(capabilities.getAdd(), List.of()))
                    .addAllDropCapabilities(Objects.requireNonNullElse(capabilities.getDrop(), List.of())));
        }
        setUser(result, pod, own, imageUser);
        return result.build();
    }

    /** @throws ContainerConfigException where runAsNonRoot does not hold */
    static void verifyNonRoot(V1Pod pod, PodContainer container, ImageUser imageUser, String podText) {
        var required =
                first(context(container).getRunAsNonRoot(), podContext(pod).getRunAsNonRoot());
        if (!Boolean.TRUE.equals(required)) return;
        var where = "(pod: \"" + podText + "\", container: " + container.name() + ")";
        var user = first(context(container).getRunAsUser(), podContext(pod).getRunAsUser());
        if (user != null) {
            if (user == 0) {
                throw new ContainerConfigException("container's runAsUser breaks non-root policy " + where);
            }
            return;
        }
        if (!imageUser.name().isEmpty()) {
            throw new ContainerConfigException("container has runAsNonRoot and image has non-numeric user ("
                    + imageUser.name() + "), cannot verify user is non-root " + where);
        }
        if (imageUser.uid() == null || imageUser.uid() == 0) {
            throw new ContainerConfigException("container has runAsNonRoot and image will run as root " + where);
        }
    }

    static boolean privileged(PodContainer container) {
        return Boolean.TRUE.equals(context(container).getPrivileged());
    }

    private static void setUser(
            LinuxContainerSecurityContext.Builder result, V1Pod pod, V1SecurityContext own, ImageUser imageUser) {
        var user = first(own.getRunAsUser(), podContext(pod).getRunAsUser());
        if (user != null) result.setRunAsUser(int64(user));
        else if (imageUser.uid() != null) result.setRunAsUser(int64(imageUser.uid()));
        else if (!imageUser.name().isEmpty()) result.setRunAsUsername(imageUser.name());
        var group = first(own.getRunAsGroup(), podContext(pod).getRunAsGroup());
        // The runtime refuses a group without a user.
        if (group != null) {
            if (user == null && imageUser.uid() == null && imageUser.name().isEmpty()) result.setRunAsUser(int64(0));
            result.setRunAsGroup(int64(group));
        }
    }

    private static NamespaceOption namespaces(V1Pod pod, @Nullable PodContainer container, String targetId) {
        var spec = specOf(pod);
        var options = NamespaceOption.newBuilder()
                .setNetwork(mode(spec.getHostNetwork(), NamespaceMode.POD))
                .setIpc(mode(spec.getHostIPC(), NamespaceMode.POD));
        var shared = Boolean.TRUE.equals(spec.getShareProcessNamespace());
        options.setPid(mode(spec.getHostPID(), shared ? NamespaceMode.POD : NamespaceMode.CONTAINER));
        if (container != null && !targetId.isEmpty() && !shared) {
            options.setPid(NamespaceMode.TARGET).setTargetId(targetId);
        }
        return options.build();
    }

    private static NamespaceMode mode(@Nullable Boolean host, NamespaceMode otherwise) {
        return Boolean.TRUE.equals(host) ? NamespaceMode.NODE : otherwise;
    }

    private SecurityProfile seccomp(@Nullable V1SeccompProfile profile) {
        var result = SecurityProfile.newBuilder();
        switch (profile == null ? "Unconfined" : profile.getType()) {
            case "RuntimeDefault" -> result.setProfileType(SecurityProfile.ProfileType.RuntimeDefault);
            case "Localhost" ->
                result.setProfileType(SecurityProfile.ProfileType.Localhost)
                        .setLocalhostRef(seccompProfiles
                                .resolve(Objects.requireNonNull(profile).getLocalhostProfile())
                                .toString());
            default -> result.setProfileType(SecurityProfile.ProfileType.Unconfined);
        }
        return result.build();
    }

    private static List<Long> groups(V1PodSecurityContext context) {
        var groups = new java.util.ArrayList<Long>();
        if (context.getFsGroup() != null) groups.add(context.getFsGroup());
        if (context.getSupplementalGroups() != null) groups.addAll(context.getSupplementalGroups());
        return groups;
    }

    private static V1PodSecurityContext podContext(V1Pod pod) {
        return Objects.requireNonNullElse(specOf(pod).getSecurityContext(), NO_POD_CONTEXT);
    }

    private static V1SecurityContext context(PodContainer container) {
        return Objects.requireNonNullElse(container.spec().getSecurityContext(), NO_CONTEXT);
    }

    private static <T> @Nullable T first(@Nullable T own, @Nullable T pods) {
        return own != null ? own : pods;
    }

    private static Int64Value int64(long value) {
        return Int64Value.newBuilder().setValue(value).build();
    }
}
