package dev.navarch.machinery.codec;

import dev.navarch.machinery.time.Timestamps;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as Go reads them, with its words for what is wrong. */
enum GoTime {
    SECONDS("2006-01-02T15:04:05Z07:00", "(?:[.,]\\d+)?", Timestamps::seconds),
    MICROS("2006-01-02T15:04:05.000000Z07:00", "\\.\\d{6}", Timestamps::micros);

    private static final String[] LAYOUT = {"2006", "-", "01", "-", "02", "T", "15", ":", "04", ":", "05"};
    private static final String[] SHAPE = {
        "\\d{4}", "-", "\\d{2}", "-", "\\d{2}", "T", "\\d{2}", ":", "\\d{2}", ":", "\\d{2}"
    };
    private static final Pattern ZONE = Pattern.compile("Z|[+-]\\d{2}:\\d{2}");

    private final String layout;
    private final Pattern fraction;
    private final Function<Instant, String> format;

    GoTime(String layout, String fraction, Function<Instant, String> format) {
        this.layout = layout;
        this.fraction = Pattern.compile(fraction);
        this.format = format;
    }

    /** @throws BodyException worded as {@code parsing time "x" as "2006-01-02T15:04:05Z07:00": cannot parse "x" as "2006"} */
    String canonical(String text) {
        var rest = text;
        for (var i = 0; i < LAYOUT.length; i++) rest = take(text, rest, Pattern.compile(SHAPE[i]), LAYOUT[i]);
        rest = take(text, rest, fraction, ".000000");
        rest = take(text, rest, ZONE, "Z07:00");
        if (!rest.isEmpty()) throw new BodyException("parsing time " + quoted(text) + ": extra text: " + quoted(rest));
        try {
            return format.apply(OffsetDateTime.parse(text.replace(',', '.')).toInstant());
        } catch (DateTimeException _) {
            throw new BodyException("parsing time " + quoted(text) + ": " + outOfRange(text) + " out of range");
        }
    }

    private String take(String text, String rest, Pattern shape, String element) {
        Matcher matcher = shape.matcher(rest);
        if (matcher.lookingAt()) return rest.substring(matcher.end());
        throw new BodyException("parsing time " + quoted(text) + " as " + quoted(layout) + ": cannot parse "
                + quoted(rest) + " as " + quoted(element));
    }

    private static String outOfRange(String text) {
        var month = Integer.parseInt(text.substring(5, 7));
        if (month < 1 || month > 12) return "month";
        if (Integer.parseInt(text.substring(11, 13)) > 23) return "hour";
        if (Integer.parseInt(text.substring(14, 16)) > 59) return "minute";
        if (Integer.parseInt(text.substring(17, 19)) > 59) return "second";
        return "day";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
