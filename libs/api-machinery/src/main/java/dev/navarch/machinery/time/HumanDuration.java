package dev.navarch.machinery.time;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Durations as {@code kubectl get} shows them: two significant units at most, the fewer the longer ago. */
public final class HumanDuration {
    private HumanDuration() {}

    /** How long ago; {@code <unknown>} for no time. */
    public static String since(@Nullable Instant then, Instant now) {
        return then == null ? "<unknown>" : of(Duration.between(then, now));
    }

    public static String of(Duration duration) {
        var seconds = duration.toSeconds();
        if (seconds < -1) return "<invalid>";
        if (seconds < 0) return "0s";
        if (seconds < 120) return seconds + "s";
        var minutes = seconds / 60;
        if (minutes < 10) return two(minutes, "m", seconds % 60, "s");
        if (minutes < 180) return minutes + "m";
        var hours = minutes / 60;
        if (hours < 8) return two(hours, "h", minutes % 60, "m");
        if (hours < 48) return hours + "h";
        var days = hours / 24;
        if (hours < 192) return two(days, "d", hours % 24, "h");
        if (hours < 24 * 365 * 2) return days + "d";
        var years = days / 365;
        return hours < 24 * 365 * 8 ? two(years, "y", days % 365, "d") : years + "y";
    }

    private static String two(long major, String majorUnit, long minor, String minorUnit) {
        return minor == 0 ? major + majorUnit : major + majorUnit + minor + minorUnit;
    }
}
