package dev.navarch.resources.batch;

import java.util.regex.Pattern;

/** Intervals of indexes, written like {@code 1,3-5,7}. */
final class Indexes {
    private static final Pattern INTERVAL = Pattern.compile("(\\d{1,9})(?:-(\\d{1,9}))?");

    private Indexes() {}

    /** How many indexes there are; -1 when the text is malformed, out of order or out of range. */
    static long count(String text, long completions) {
        if (text.isEmpty()) return 0;
        var count = 0L;
        var last = -1L;
        for (var part : text.split(",", -1)) {
            var interval = INTERVAL.matcher(part);
            if (!interval.matches()) return -1;
            var from = Long.parseLong(interval.group(1));
            var to = interval.group(2) == null ? from : Long.parseLong(interval.group(2));
            if (from <= last || to < from || to >= completions) return -1;
            count += to - from + 1;
            last = to;
        }
        return count;
    }
}
