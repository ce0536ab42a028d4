package dev.navarch.nodeagent.log;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The files that a log was before: its name, and when it was closed. */
public final class RotatedLogs {
    private static final DateTimeFormatter CLOSED =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss.SSS", Locale.ROOT).withZone(ZoneOffset.UTC);

    private RotatedLogs() {}

    public static Path name(Path log, Instant closed) {
        return log.resolveSibling(log.getFileName() + "." + CLOSED.format(closed));
    }

    /** The oldest first. */
    public static List<Path> of(Path log) throws IOException {
        var beginning = log.getFileName() + ".";
        try (var files = Files.list(log.resolveSibling("."))) {
            return files.filter(file -> file.getFileName().toString().startsWith(beginning))
                    .sorted()
                    .toList();
        }
    }
}
