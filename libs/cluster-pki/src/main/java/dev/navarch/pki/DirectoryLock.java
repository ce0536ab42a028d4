package dev.navarch.pki;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One at a time, of all threads and processes that make files in a directory which several API servers share. A directory that cannot
 * be written to, such as a Secret's, needs no lock.
 */
final class DirectoryLock {
    private static final Set<StandardOpenOption> OPTIONS = Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    private static final FileAttribute<?> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final Object THREADS = new Object();

    private DirectoryLock() {}

    static <T> T holding(Path directory, Supplier<T> work) {
        if (Files.exists(directory) && !Files.isWritable(directory)) return work.get();
        synchronized (THREADS) {
            var file = directory.resolve("lock");
            try (var channel = FileChannel.open(file, OPTIONS, OWNER_ONLY);
                    var _ = channel.lock()) {
                return work.get();
            } catch (IOException unlockable) {
                throw new PkiException("Not to be locked: " + file, unlockable);
            }
        }
    }
}
