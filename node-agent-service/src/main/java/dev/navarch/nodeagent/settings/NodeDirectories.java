package dev.navarch.nodeagent.settings;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where a node keeps what. Everything that must survive a reboot lies below the node's directory; sockets and namespace mounts
 * lie below {@code /run/navarch/<digest of the directory>}, because a Unix socket's path ends at 108 bytes. {@code
 * <directory>/s} links there, so {@code <directory>/s/c.sock} is containerd's socket for everybody who knows the directory.
 */
public record NodeDirectories(Path root, Path state) {
    public static NodeDirectories of(Path directory) {
        var root = directory.toAbsolutePath().normalize();
        return new NodeDirectories(root, Path.of("/run/navarch", digest(root)));
    }

    public Path containerdSocket() {
        return state.resolve("c.sock");
    }

    public Path containerdRoot() {
        return root.resolve("containerd");
    }

    public Path cniConfigurations() {
        return root.resolve("cni");
    }

    public Path cniAddresses() {
        return root.resolve("cni-addresses");
    }

    public Path pods() {
        return root.resolve("pods");
    }

    public Path pod(String uid) {
        return pods().resolve(uid);
    }

    public Path volume(String podUid, String plugin, String name) {
        return pod(podUid).resolve("volumes").resolve("kubernetes.io~" + plugin).resolve(name);
    }

    public Path emptyDir(String podUid, String name) {
        return volume(podUid, "empty-dir", name);
    }

    /** Of claims that the local provisioner serves. */
    public Path volumes() {
        return root.resolve("volumes");
    }

    public Path podLogs() {
        return root.resolve("pod-logs");
    }

    public Path podLogs(String namespace, String name, String uid) {
        return podLogs().resolve(namespace + "_" + name + "_" + uid);
    }

    /** A control group of this node alone. */
    public String cgroupRoot() {
        return "/navarch-" + state.getFileName();
    }

    public void create() {
        try {
            for (var directory : new Path[] {
                root, state, containerdRoot(), cniConfigurations(), cniAddresses(), pods(), volumes(), podLogs()
            }) {
                Files.createDirectories(directory);
            }
            var link = root.resolve("s");
            if (!Files.isSymbolicLink(link)) Files.createSymbolicLink(link, state);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot create the node's directories below " + root, e);
        }
    }

    private static String digest(Path root) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256").digest(root.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 5);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
