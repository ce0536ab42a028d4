package dev.navarch.nodeagent.log;

import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads a container's log the way its owner wrote it. While it follows, it survives rotation: a file that was renamed away is read
 * to its end before the new one is begun.
 */
public final class ContainerLog {
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int BUFFER = 64 * 1024;
    private final Path path;
    private final LogRequest request;
    private final BooleanSupplier running;
    private final OutputStream out;
    private long budget;
    private boolean lineOpen;

    /** @param running asked at a log's end: false ends following */
    public ContainerLog(Path path, LogRequest request, BooleanSupplier running, OutputStream out) {
        this.path = path;
        this.request = request;
        this.running = running;
        this.out = out;
        this.budget = Objects.requireNonNullElse(request.limitBytes(), Long.MAX_VALUE);
    }

    /** Returns at the end, or when a following reader's container has ended, or when the limit is reached. */
    public void copy() throws IOException, InterruptedException {
        if (!Files.exists(path)) return;
        var key = key();
        var file = new RandomAccessFile(path.toFile(), "r");
        try {
            if (request.tailLines() != null) file.seek(LogTail.offset(file, request.tailLines()));
            else file.seek(0);
            var lines = new Lines(file);
            while (budget > 0) {
                var atEnd = request.follow() && !running.getAsBoolean();
                copyAvailable(lines);
                out.flush();
                if (!request.follow()) return;
                var now = key();
                if (now != null && !now.equals(key)) {
                    copyAvailable(lines);
                    key = now;
                    file.close();
                    file = new RandomAccessFile(path.toFile(), "r");
                    lines = new Lines(file);
                    continue;
                }
                if (atEnd) return;
                Thread.sleep(POLL);
            }
        } finally {
            file.close();
        }
    }

    /** Tells one file from another of the same name; null while there is none. */
    private @Nullable Object key() throws IOException {
        return Files.exists(path)
                ? Files.readAttributes(path, BasicFileAttributes.class).fileKey()
                : null;
    }

    private void copyAvailable(Lines lines) throws IOException {
        for (var line = lines.next(); line != null && budget > 0; line = lines.next()) write(line);
    }

    private void write(LogLine line) throws IOException {
        if (request.since() != null && line.isBefore(request.since())) return;
        if (request.timestamps() && !lineOpen) write((line.timestamp() + " ").getBytes(StandardCharsets.UTF_8));
        write(line.text());
        lineOpen = line.partial();
        if (!lineOpen) write(new byte[] {'\n'});
    }

    private void write(byte[] bytes) throws IOException {
        var size = (int) Math.min(bytes.length, budget);
        out.write(bytes, 0, size);
        budget -= size;
    }

    /** Whole records only; half a record waits for its rest. */
    private static final class Lines {
        private final RandomAccessFile file;
        private byte[] buffer = new byte[BUFFER];
        private int from;
        private int to;

        Lines(RandomAccessFile file) {
            this.file = file;
        }

        @Nullable
        LogLine next() throws IOException {
            var scanned = from;
            while (true) {
                for (var i = scanned; i < to; i++) {
                    if (buffer[i] != '\n') continue;
                    var line = Arrays.copyOfRange(buffer, from, i);
                    from = i + 1;
                    scanned = from;
                    var parsed = LogLine.parse(line, line.length);
                    if (parsed != null) return parsed;
                }
                scanned = to - from;
                if (!fill()) return null;
            }
        }

        private boolean fill() throws IOException {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
            if (to == buffer.length) buffer = Arrays.copyOf(buffer, buffer.length * 2);
            var read = file.read(buffer, to, buffer.length - to);
            if (read <= 0) return false;
            to += read;
            return true;
        }
    }
}
