package dev.navarch.store.redis;

import dev.navarch.store.StorageException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Starts an embedded Redis again when it has died, and keeps its disk from running full: a Redis that fsyncs each write ends itself
 * when its log can't be written, and with it reads would end. So writes are refused while there is still room.
 */
final class EmbeddedRedisCare implements RedisCare {
    /** More than all that can be on its way when a look finds just as much left. */
    private static final long RESERVE = 32L << 20;

    private static final long LOOK_EVERY_NANOS = 10_000_000;

    private final Path directory;
    private final AtomicLong nextLook = new AtomicLong(System.nanoTime());
    private volatile @Nullable String reason;

    EmbeddedRedisCare(Path directory) {
        this.directory = directory;
    }

    @Override
    public @Nullable String reasonNotToWrite() {
        var now = System.nanoTime();
        var due = nextLook.get();
        if (now - due >= 0 && nextLook.compareAndSet(due, now + LOOK_EVERY_NANOS)) reason = look();
        return reason;
    }

    @Override
    public void bringBack() {
        var full = look();
        if (full != null) throw new StorageException("Redis is not started: " + full, null);
        EmbeddedRedis.startOrAdopt(directory, owner(), null);
    }

    private @Nullable String look() {
        var left = directory.toFile().getUsableSpace();
        return left >= RESERVE
                ? null
                : "the disk of " + directory + " is full: " + (left >> 20) + " MiB are left, and the last "
                        + (RESERVE >> 20) + " MiB are not written to";
    }

    private String owner() {
        try {
            return Files.getOwner(directory).getName();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot tell whose " + directory + " is", e);
        }
    }
}
