package dev.navarch.standalone.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where a cluster keeps everything it has on disk. */
public record ClusterDirectory(Path root) {
    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    public Path settingsFile() {
        return root.resolve("cluster.json");
    }

    public Path pki() {
        return root.resolve("pki");
    }

    public Path redis() {
        return root.resolve("redis");
    }

    /** Which data this cluster's is, remembered outside Redis. */
    public Path storeIdentity() {
        return root.resolve("store-identity");
    }

    public Path kubeconfig(String who) {
        return root.resolve("kubeconfig").resolve(who + ".conf");
    }

    public Path configuration() {
        return root.resolve("config");
    }

    public Path logs() {
        return root.resolve("logs");
    }

    public Path log(String process) {
        return logs().resolve(process + ".log");
    }

    public Path processes() {
        return root.resolve("processes");
    }

    public Path node(String name) {
        return root.resolve("nodes").resolve(name);
    }

    public @Nullable ClusterSettings readSettings() {
        if (!Files.exists(settingsFile())) return null;
        return JSON.readValue(settingsFile().toFile(), ClusterSettings.class);
    }

    public void writeSettings(ClusterSettings settings) {
        write(settingsFile(), JSON.writeValueAsString(settings) + "\n");
    }

    /** Whole or not at all, and for its owner only: the store's password may be in it. */
    public static void write(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            var temporary = file.resolveSibling(file.getFileName() + ".new");
            Files.deleteIfExists(temporary);
            Files.createFile(temporary, OWNER_ONLY);
            Files.writeString(temporary, text);
            try {
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Could not write " + file, e);
        }
    }
}
