package dev.navarch.store.redis;

import dev.navarch.store.StorageException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Among all processes of this machine, one at a time decides what happens to an embedded Redis. */
final class DirectoryLock implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    static DirectoryLock take(Path file, Duration timeout) throws IOException {
        var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        var deadline = System.nanoTime() + timeout.toNanos();
        try {
            while (tryLock(channel) == null) {
                if (System.nanoTime() > deadline) {
                    throw new StorageException(
                            "Another process has been starting or stopping Redis for " + timeout + "; it holds " + file,
                            null);
                }
                Thread.sleep(PAUSE);
            }
            return new DirectoryLock(channel);
        } catch (InterruptedException e) {
            channel.close();
            Thread.currentThread().interrupt();
            throw new StorageException("Interrupted while waiting for " + file, e);
        } catch (StorageException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null; // held by this JVM
        }
    }
}
