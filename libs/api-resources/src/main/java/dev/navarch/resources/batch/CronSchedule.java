package dev.navarch.resources.batch;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The form of a cron job's schedule: five fields, or one of the known words. */
final class CronSchedule {
    private static final Set<String> WORDS =
            Set.of("@yearly", "@annually", "@monthly", "@weekly", "@daily", "@midnight", "@hourly");
    private static final List<String> MONTHS =
            List.of("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");
    private static final List<String> DAYS = List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat");

    private record Range(int least, int most, List<String> names) {}

    private static final List<Range> FIELDS = List.of(
            new Range(0, 59, List.of()),
            new Range(0, 23, List.of()),
            new Range(1, 31, List.of()),
            new Range(1, 12, MONTHS),
            new Range(0, 6, DAYS));

    private CronSchedule() {}

    /** What is wrong with it; null when nothing is. */
    static @Nullable String problem(String text) {
        var rest = text.replaceFirst("^(CRON_)?TZ=\\S+\\s+", "").strip();
        if (rest.startsWith("@every "))
            return rest.matches("@every ([0-9.]+(ns|us|µs|ms|s|m|h))+") ? null : "failed to parse duration " + rest;
        if (rest.startsWith("@")) return WORDS.contains(rest) ? null : "unrecognized descriptor: " + rest;
        var parts = rest.split("\\s+");
        if (parts.length != FIELDS.size())
            return "expected exactly 5 fields, found " + parts.length + ": [" + String.join(" ", parts) + "]";
        for (int at = 0; at < parts.length; at++) {
            var problem = field(parts[at], FIELDS.get(at));
            if (problem != null) return problem;
        }
        return null;
    }

    private static @Nullable String field(String text, Range range) {
        for (var part : text.split(",")) {
            var problem = part(part, range);
            if (problem != null) return problem;
        }
        return null;
    }

    private static @Nullable String part(String text, Range range) {
        var step = text.split("/", -1);
        if (step.length > 2) return "too many slashes: " + text;
        var ends = step[0].split("-", -1);
        if (ends.length > 2) return "too many hyphens: " + text;
        if (step.length == 2 && !step[1].matches("\\d{1,9}"))
            return "failed to parse int from " + step[1] + ": strconv.Atoi: parsing \"" + step[1]
                    + "\": invalid syntax";
        if (step.length == 2 && Integer.parseInt(step[1]) == 0)
            return "step of range should be a positive number: " + text;
        if (step[0].equals("*") || step[0].equals("?")) return null;
        var last = range.least;
        for (var end : ends) {
            var value = value(end, range);
            if (value < 0)
                return "failed to parse int from " + end + ": strconv.Atoi: parsing \"" + end + "\": invalid syntax";
            if (value < range.least)
                return "beginning of range (" + value + ") below minimum (" + range.least + "): " + text;
            if (value > range.most) return "end of range (" + value + ") above maximum (" + range.most + "): " + text;
            if (value < last) return "beginning of range (" + last + ") beyond end of range (" + value + "): " + text;
            last = value;
        }
        return null;
    }

    private static int value(String text, Range range) {
        var name = text.isEmpty() ? -1 : range.names.indexOf(text.toLowerCase(Locale.ROOT));
        if (name >= 0) return name;
        return text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
    }
}
