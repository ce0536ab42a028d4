package dev.navarch.standalone.cluster;

import dev.navarch.standalone.node.ClusterNetwork;
import dev.navarch.standalone.node.NodeRemains;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The steps of {@code down}, in the opposite order of {@link ClusterStart}'s. */
public final class ClusterStop {
    private final ClusterSettings settings;
    private final ClusterDirectory directory;

    public ClusterStop(ClusterSettings settings, ClusterDirectory directory) {
        this.settings = settings;
        this.directory = directory;
    }

    public void run() {
        new ClusterProcesses(settings, directory).stopAll();
        if (settings.runtime() == ClusterSettings.NodeRuntime.CONTAINERD) {
            for (var node : settings.nodeNames()) remains(node).clear();
            new ClusterNetwork(settings).down();
        }
        ClusterStore.stop(settings, directory);
    }

    /** Deletes all that the cluster has on disk; call {@link #run} first. */
    public void purge() {
        for (var node : settings.nodeNames())
            delete(ClusterNodes.directories(directory, node).state());
        delete(directory.root());
    }

    private static void delete(Path root) {
        if (!Files.exists(root)) return;
        try (var walk = Files.walk(root)) {
            for (var path : walk.sorted(Comparator.reverseOrder()).toList()) Files.delete(path);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not remove " + root, e);
        }
    }

    private NodeRemains remains(String node) {
        var directories = ClusterNodes.directories(directory, node);
        return new NodeRemains(directories.cgroupRoot().substring(1), List.of(directories.root(), directories.state()));
    }
}
