package dev.navarch.store.redis;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** The files of an embedded Redis. */
record RedisDirectory(Path path) {
    Path configuration() {
        return path.resolve("redis.conf");
    }

    /** Holds the URL with the password: readable by its owner only. */
    Path endpoint() {
        return path.resolve("endpoint");
    }

    Path pidFile() {
        return path.resolve("redis.pid");
    }

    Path log() {
        return path.resolve("redis.log");
    }

    /** Held while deciding whether to start, adopt or stop. */
    Path lock() {
        return path.resolve("lock");
    }

    /** Where the bundled binary is unpacked. */
    Path executables() {
        return path.resolve("bin");
    }

    /** Data as only Redis 7 and newer writes it; an older one would not see it and start empty. */
    boolean holdsMultiPartLog() {
        return Files.isDirectory(path.resolve("appendonlydir"));
    }

    void create() throws IOException {
        Files.createDirectories(path);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
    }

    /** Redis removes what a rewrite of its log has left half done, but not when it was killed meanwhile. Call it while none runs. */
    void deleteUnfinishedRewrites() throws IOException {
        try (var leftovers = Files.newDirectoryStream(path, "temp-*.aof")) {
            for (var leftover : leftovers) Files.delete(leftover);
        }
    }

    void writePrivate(Path file, String content) throws IOException {
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, content);
    }

    void giveTo(String owner) throws IOException {
        var user = path.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(owner);
        try (var files = Files.walk(path)) {
            for (var file : files.sorted(Comparator.naturalOrder()).toList()) Files.setOwner(file, user);
        }
    }

    @Nullable
    String read(Path file) throws IOException {
        return Files.exists(file) ? Files.readString(file).strip() : null;
    }

    String endOfLog() {
        try {
            var lines = Files.exists(log()) ? Files.readAllLines(log()) : java.util.List.<String>of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - 10), lines.size()));
        } catch (IOException e) {
            return "(" + log() + " cannot be read)";
        }
    }
}
