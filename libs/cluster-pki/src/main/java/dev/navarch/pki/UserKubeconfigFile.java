package dev.navarch.pki;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The kubeconfig a person uses: contexts are added to it and taken out of it, the rest stays. Changes exclude kubectl's own by
 * the same {@code .lock} file.
 */
public final class UserKubeconfigFile {
    private static final Duration LOCK_WAIT = Duration.ofSeconds(10);
    private static final Duration LOCK_RETRY = Duration.ofMillis(50);

    private final Path file;
    private final FileOwner owner;

    public UserKubeconfigFile(Path file, FileOwner owner) {
        this.file = file;
        this.owner = owner;
    }

    public void merge(Kubeconfig config, boolean makeCurrent) {
        change(document -> document.put(config, makeCurrent));
    }

    /** Does nothing when the file or the context is not there. */
    public void remove(String context) {
        if (Files.exists(file)) change(document -> document.remove(context));
    }

    private void change(Consumer<KubeconfigDocument> change) {
        var files = new PrivateFiles(owner);
        try {
            // Through a symbolic link, or the rename would replace the link.
            var target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
            files.createDirectory(parentOf(target));
            var lock = lock(target);
            try {
                var exists = Files.exists(target);
                var document =
                        exists ? KubeconfigDocument.parse(PrivateFiles.read(target)) : KubeconfigDocument.empty();
                change.accept(document);
                var permissions = exists ? Files.getPosixFilePermissions(target) : PrivateFiles.OWNER_ONLY;
                files.write(target, document.toYaml(), permissions);
            } finally {
                Files.deleteIfExists(lock);
            }
        } catch (IOException e) {
            throw new PkiException("Cannot change " + file + ": " + e, e);
        }
    }

    private static Path lock(Path target) throws IOException {
        var lock = target.resolveSibling(target.getFileName() + ".lock");
        for (var waited = Duration.ZERO; ; waited = waited.plus(LOCK_RETRY)) {
            try {
                return Files.createFile(lock);
            } catch (FileAlreadyExistsException e) {
                if (waited.compareTo(LOCK_WAIT) >= 0)
                    throw new PkiException(
                            lock + " is held by another process for " + LOCK_WAIT.toSeconds()
                                    + " s. Remove it if none is running.",
                            e);
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOCK_RETRY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PkiException("Interrupted while waiting for the lock of a kubeconfig", e);
        }
    }

    private static Path parentOf(Path file) {
        var parent = file.getParent();
        return parent == null ? Path.of(".") : parent;
    }
}
