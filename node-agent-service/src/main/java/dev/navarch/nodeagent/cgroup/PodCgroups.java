package dev.navarch.nodeagent.cgroup;

import static dev.navarch.nodeagent.podspec.PodParts.uidOf;

import dev.navarch.nodeagent.podspec.Amounts;
import dev.navarch.nodeagent.podspec.PodContainer;
import dev.navarch.nodeagent.podspec.QualityOfService;
import io.kubernetes.client.openapi.models.V1Pod;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control groups above containers: {@code <root>/<quality>/pod<uid>}. The runtime makes missing ones; nobody but us removes
 * them. On cgroup v1 each controller is a tree of its own, on v2 there is one.
 */
public final class PodCgroups {
    private static final Logger log = LoggerFactory.getLogger(PodCgroups.class);
    private static final Path MOUNT = Path.of("/sys/fs/cgroup");
    /** Where cgroup v1 has no limit, it shows the largest number of whole pages. */
    private static final long UNLIMITED_MEMORY = Long.MAX_VALUE / 2;

    private final String root;
    private final boolean unified;

    public PodCgroups(String root) {
        this.root = root;
        this.unified = Files.exists(MOUNT.resolve("cgroup.controllers"));
    }

    public boolean unified() {
        return unified;
    }

    /** The cgroup_parent of a pod's containers. */
    public String parent(V1Pod pod) {
        var quality = QualityOfService.of(pod);
        var above = quality == QualityOfService.GUARANTEED
                ? root
                : root + "/" + quality.text().toLowerCase(Locale.ROOT);
        return above + "/pod" + uidOf(pod);
    }

    /** Gives the pod its share of processor time among other pods; its containers divide that share. */
    public void create(V1Pod pod) {
        var shares = CpuShares.ofMilli(requestedMilliCpu(pod));
        for (var tree : trees("cpu")) {
            var group = tree.resolve(parent(pod).substring(1));
            try {
                Files.createDirectories(group);
                var file = group.resolve(unified ? "cpu.weight" : "cpu.shares");
                if (Files.exists(file))
                    Files.writeString(file, Long.toString(unified ? CpuShares.toWeight(shares) : shares));
            } catch (IOException e) {
                log.warn("Pod control group not set group={} error={}", group, e.getMessage());
            }
        }
    }

    /** What the kernel holds one container to; null where it has no group here. */
    public @Nullable ContainerLimits limits(V1Pod pod, String containerId) {
        var group = parent(pod).substring(1) + "/" + containerId;
        try {
            return unified ? unifiedLimits(MOUNT.resolve(group)) : limitsOf(group);
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ContainerLimits limitsOf(String group) throws IOException {
        var cpu = MOUNT.resolve("cpu").resolve(group);
        var memory = number(MOUNT.resolve("memory").resolve(group).resolve("memory.limit_in_bytes"));
        return new ContainerLimits(
                number(cpu.resolve("cpu.shares")),
                Math.max(0, number(cpu.resolve("cpu.cfs_quota_us"))),
                memory >= UNLIMITED_MEMORY ? 0 : memory);
    }

    private static ContainerLimits unifiedLimits(Path group) throws IOException {
        return new ContainerLimits(0, number(group.resolve("cpu.max")), number(group.resolve("memory.max")));
    }

    /** The first number of a file; 0 for {@code max}. */
    private static long number(Path file) throws IOException {
        var first = Files.readString(file).strip().split(" ")[0];
        return first.equals("max") ? 0 : Long.parseLong(first);
    }

    /** Removes what is left of a pod's groups in every tree; its processes must be gone. */
    public void remove(String podUid) {
        for (var tree : allTrees()) {
            for (var above : List.of("", "burstable", "besteffort")) {
                removeTree(tree.resolve(root.substring(1)).resolve(above).resolve("pod" + podUid));
            }
        }
    }

    /** Removes this node's whole part of every tree. */
    public void removeAll() {
        for (var tree : allTrees()) removeTree(tree.resolve(root.substring(1)));
    }

    private static void removeTree(Path group) {
        if (!Files.isDirectory(group)) return;
        try (Stream<Path> groups = Files.walk(group)) {
            for (var each : groups.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            log.debug("Control group stays for now group={} error={}", group, e.getMessage());
        }
    }

    private static long requestedMilliCpu(V1Pod pod) {
        return PodContainer.regular(pod).stream()
                .mapToLong(container -> Math.max(0, Amounts.milli(Amounts.request(container.spec(), "cpu"))))
                .sum();
    }

    private List<Path> trees(String controller) {
        if (unified) return List.of(MOUNT);
        var tree = MOUNT.resolve(controller);
        return Files.isDirectory(tree) ? List.of(tree) : List.of();
    }

    private List<Path> allTrees() {
        if (unified) return List.of(MOUNT);
        try (var trees = Files.list(MOUNT)) {
            return new ArrayList<>(trees.filter(tree -> Files.isDirectory(tree) && !Files.isSymbolicLink(tree))
                    .toList());
        } catch (IOException e) {
            return List.of();
        }
    }
}
