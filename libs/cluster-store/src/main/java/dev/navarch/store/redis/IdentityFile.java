package dev.navarch.store.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/**
 * The identity of the cluster's data, remembered outside Redis: an empty Redis looks like a new one, and a Redis whose data file
 * was lost starts empty without a word.
 */
record IdentityFile(Path path) {
    @Nullable
    String read() {
        try {
            return Files.exists(path) ? Files.readString(path).strip() : null;
        } catch (IOException e) {
            throw new UncheckedIOException("The store's identity cannot be read from " + path, e);
        }
    }

    void write(String identity) {
        try {
            var written = path.resolveSibling(path.getFileName() + ".new");
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.writeString(written, identity + "\n");
            Files.move(written, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException("The store's identity cannot be written to " + path, e);
        }
    }
}
