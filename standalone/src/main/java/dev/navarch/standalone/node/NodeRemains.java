package dev.navarch.standalone.node;

import dev.navarch.standalone.process.Commands;
import dev.navarch.standalone.process.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Ends what a node's agent has left running: containers, shims, containerd; their mounts and their cgroups. */
public final class NodeRemains {
    private static final Path CGROUPS = Path.of("/sys/fs/cgroup");

    private final String cgroupPrefix;
    private final List<Path> directories;

    /** @param directories below which nothing may stay mounted */
    public NodeRemains(String cgroupPrefix, List<Path> directories) {
        this.cgroupPrefix = cgroupPrefix;
        this.directories = List.copyOf(directories);
    }

    public void clear() {
        kill(containerds());
        kill(processesInCgroups());
        Waiting.until(Duration.ofSeconds(5), () -> processesInCgroups().isEmpty());
        unmount();
        removeCgroups();
    }

    private static void kill(Set<Long> pids) {
        for (var pid : pids) ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** containerd names its configuration below the node's directory on its command line, its shims the socket. */
    private Set<Long> containerds() {
        return ProcessHandle.allProcesses()
                .map(ProcessHandle::pid)
                .filter(pid -> namesThisNode(commandLine(pid)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private boolean namesThisNode(String commandLine) {
        return commandLine.contains("containerd")
                && directories.stream().anyMatch(directory -> commandLine.contains(directory + "/"));
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline")).replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    private Set<Long> processesInCgroups() {
        var pids = new TreeSet<Long>();
        for (var directory : cgroupDirectories()) {
            try {
                Files.readAllLines(directory.resolve("cgroup.procs")).forEach(line -> pids.add(Long.parseLong(line)));
            } catch (IOException gone) {
                // A cgroup that went away holds no process.
            }
        }
        return pids;
    }

    /** Innermost first. */
    private List<Path> cgroupDirectories() {
        try (var hierarchies = Files.list(CGROUPS)) {
            return Stream.concat(Stream.of(CGROUPS), hierarchies)
                    .map(hierarchy -> hierarchy.resolve(cgroupPrefix))
                    .filter(Files::isDirectory)
                    .filter(directory -> !Files.isSymbolicLink(directory.getParent()))
                    .flatMap(NodeRemains::below)
                    .sorted(Comparator.comparingInt(Path::getNameCount).reversed())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> below(Path directory) {
        try (var walk = Files.walk(directory)) {
            return walk.filter(Files::isDirectory).toList().stream();
        } catch (IOException | UncheckedIOException gone) {
            return Stream.of(directory);
        }
    }

    private void removeCgroups() {
        for (var directory : cgroupDirectories()) {
            if (!directory.toFile().delete() && Files.exists(directory)) {
                Waiting.until(Duration.ofSeconds(2), () -> directory.toFile().delete() || !Files.exists(directory));
            }
        }
    }

    private void unmount() {
        try (var lines = Files.lines(Path.of("/proc/self/mountinfo"))) {
            lines.map(line -> line.split(" ")[4])
                    .filter(this::ours)
                    .sorted(Comparator.comparingInt(String::length).reversed())
                    .forEach(mount -> Commands.attempt("umount", "-l", mount));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean ours(String mount) {
        return directories.stream().anyMatch(directory -> Path.of(mount).startsWith(directory));
    }
}
