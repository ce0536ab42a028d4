package dev.navarch.nodeagent.log;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One record of a log file: {@code <time> <stream> <F|P> <text>}. A P record's text goes on in the next record of its stream.
 *
 * @param text without the line's end
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LogLine(String timestamp, String stream, boolean partial, byte[] text) {
    /** Null for what is no record. */
    static @Nullable LogLine parse(byte[] line, int length) {
        var first = indexOf(line, 0, length);
        var second = first < 0 ? -1 : indexOf(line, first + 1, length);
        var third = second < 0 ? -1 : indexOf(line, second + 1, length);
        if (third < 0) return null;
        return new LogLine(
                text(line, 0, first),
                text(line, first + 1, second),
                line[second + 1] == 'P',
                Arrays.copyOfRange(line, third + 1, length));
    }

    boolean isBefore(Instant since) {
        try {
            return OffsetDateTime.parse(timestamp).toInstant().isBefore(since);
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String text(byte[] line, int from, int to) {
        return new String(line, from, to - from, StandardCharsets.UTF_8);
    }

    private static int indexOf(byte[] line, int from, int length) {
        for (var i = from; i < length; i++) if (line[i] == ' ') return i;
        return -1;
    }
}
