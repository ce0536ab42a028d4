package dev.navarch.nodeagent.volume;

import io.kubernetes.client.openapi.models.V1HostPathVolumeSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Paths of the node itself. The runtime would make a missing one a folder; the type says what the pod wants. */
final class HostPaths {
    private static final int TYPE = 0170000;
    private static final int SOCKET = 0140000;
    private static final int CHARACTER = 0020000;
    private static final int BLOCK = 0060000;

    private HostPaths() {}

    static Path prepare(String volume, V1HostPathVolumeSource source) throws IOException {
        var path = Path.of(source.getPath());
        var wanted = Objects.requireNonNullElse(source.getType(), "");
        switch (wanted) {
            case "" -> {
                if (!Files.exists(path)) Files.createDirectories(path);
            }
            case "DirectoryOrCreate" -> {
                if (!Files.exists(path)) Files.createDirectories(path);
                check(volume, path, Files.isDirectory(path), "a directory");
            }
            case "Directory" -> check(volume, path, Files.isDirectory(path), "a directory");
            case "FileOrCreate" -> {
                if (!Files.exists(path)) Files.createFile(path);
                check(volume, path, Files.isRegularFile(path), "a file");
            }
            case "File" -> check(volume, path, Files.isRegularFile(path), "a file");
            case "Socket" -> check(volume, path, isOfType(path, SOCKET), "a socket file");
            case "CharDevice" -> check(volume, path, isOfType(path, CHARACTER), "a character device");
            case "BlockDevice" -> check(volume, path, isOfType(path, BLOCK), "a block device");
            default ->
                throw new VolumeException(volume, "hostPath type check failed: " + wanted + " is not a valid type");
        }
        return path;
    }

    private static void check(String volume, Path path, boolean holds, String wanted) {
        if (!holds) throw new VolumeException(volume, "hostPath type check failed: " + path + " is not " + wanted);
    }

    private static boolean isOfType(Path path, int type) throws IOException {
        return Files.exists(path) && ((int) Files.getAttribute(path, "unix:mode") & TYPE) == type;
    }
}
