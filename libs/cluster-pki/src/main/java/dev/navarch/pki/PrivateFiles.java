package dev.navarch.pki;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes files that only their owner may read, whole or not at all. */
public record PrivateFiles(FileOwner owner) {
    static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    public void createDirectory(Path directory) {
        try {
            if (Files.isDirectory(directory)) return;
            var parent = directory.toAbsolutePath().getParent();
            if (parent != null) createDirectory(parent);
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            owner.take(directory);
        } catch (IOException e) {
            throw new PkiException("Cannot create the directory " + directory + ": " + e, e);
        }
    }

    public void write(Path file, String content) {
        write(file, content, OWNER_ONLY);
    }

    void write(Path file, String content, Set<PosixFilePermission> permissions) {
        var directory = file.toAbsolutePath().getParent();
        if (directory != null) createDirectory(directory);
        try {
            var temporary = Files.createTempFile(
                    directory, "." + file.getFileName(), ".tmp", PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            try {
                fill(temporary, content);
                Files.setPosixFilePermissions(temporary, permissions);
                owner.take(temporary);
                Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new PkiException("Cannot write " + file + ": " + e, e);
        }
    }

    public static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new PkiException("Cannot read " + file + ": " + e, e);
        }
    }

    private static void fill(Path file, String content) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            var bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) channel.write(bytes);
            channel.force(true);
        }
    }
}
