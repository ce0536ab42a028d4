package dev.navarch.controller.cronjob;

import dev.navarch.controller.cronjob.CronField.Range;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** When a CronJob runs: five fields in a time zone, a word for five fields, or {@code @every} so often. */
sealed interface CronSchedule {
    /** Looks for times after {@code since}. */
    Times times(Instant since, Instant now);

    /**
     * @param due the latest time up to and with now; null when there is none
     * @param next the first one after now; null when there is none in five years
     * @param missed how many were due, where it is not more than many
     */
    record Times(@Nullable Instant due, @Nullable Instant next, int missed) {
        static final int MANY = 100;

        boolean areMany() {
            return missed > MANY;
        }
    }

    /** @throws IllegalArgumentException for what is no schedule */
    static CronSchedule parse(String text, ZoneId zone) {
        var trimmed = text.strip();
        if (trimmed.startsWith(Every.WORD)) {
            return Every.parse(trimmed.substring(Every.WORD.length()));
        }
        return Fields.parse(Fields.WORDS.getOrDefault(trimmed, trimmed), zone);
    }

    record Every(Duration period) implements CronSchedule {
        private static final String WORD = "@every ";
        private static final Pattern PART = Pattern.compile("(\\d+)(h|m|s)");

        static Every parse(String text) {
            var parts = PART.matcher(text);
            var sum = Duration.ZERO;
            var end = 0;
            for (; parts.lookingAt(); parts.region(end, text.length())) {
                var count = Long.parseLong(parts.group(1));
                sum = sum.plus(count, unit(parts.group(2)));
                end = parts.end();
            }
            if (end < text.length()) {
                throw new IllegalArgumentException("\"" + text + "\" is no duration");
            }
            return new Every(sum.toSeconds() < 1 ? Duration.ofSeconds(1) : sum);
        }

        private static ChronoUnit unit(String letter) {
            return switch (letter) {
                case "h" -> ChronoUnit.HOURS;
                case "m" -> ChronoUnit.MINUTES;
                default -> ChronoUnit.SECONDS;
            };
        }

        @Override
        public Times times(Instant since, Instant now) {
            var start = since.truncatedTo(ChronoUnit.SECONDS);
            var passed = Math.max(0, Duration.between(start, now).dividedBy(period));
            var due = start.plus(period.multipliedBy(passed));
            return new Times(passed == 0 ? null : due, due.plus(period), (int) Math.min(passed, Times.MANY + 1));
        }
    }

    /** Where both days are given, either will do. A time that the clocks leave out is left out. */
    record Fields(CronField minute, CronField hour, CronField day, CronField month, CronField weekday, ZoneId zone)
            implements CronSchedule {
        private static final Map<String, String> WORDS = Map.of(
                "@yearly", "0 0 1 1 *",
                "@annually", "0 0 1 1 *",
                "@monthly", "0 0 1 * *",
                "@weekly", "0 0 * * 0",
                "@daily", "0 0 * * *",
                "@midnight", "0 0 * * *",
                "@hourly", "0 * * * *");
        private static final Range MINUTES = new Range(0, 59, List.of());
        private static final Range HOURS = new Range(0, 23, List.of());
        private static final Range DAYS = new Range(1, 31, List.of());
        private static final Range MONTHS = new Range(
                1, 12, List.of("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"));
        private static final Range WEEKDAYS = new Range(0, 6, List.of("sun", "mon", "tue", "wed", "thu", "fri", "sat"));
        private static final int YEARS_AHEAD = 5;

        static Fields parse(String text, ZoneId zone) {
            var parts = text.split("\\s+");
            if (parts.length != 5) {
                throw new IllegalArgumentException("expected exactly 5 fields, found " + parts.length);
            }
            return new Fields(
                    CronField.parse(parts[0], MINUTES),
                    CronField.parse(parts[1], HOURS),
                    CronField.parse(parts[2], DAYS),
                    CronField.parse(parts[3], MONTHS),
                    CronField.parse(parts[4], WEEKDAYS),
                    zone);
        }

        @Override
        public Times times(Instant since, Instant now) {
            var missed = 0;
            var from = since;
            Instant due = null;
            for (var time = next(from); time != null && !time.isAfter(now); time = next(from)) {
                due = time;
                from = time;
                if (++missed > Times.MANY) {
                    return new Times(latest(time, now), next(now), missed);
                }
            }
            return new Times(due, next(now), missed);
        }

        /** Of many: looks back from now, twice as far each time, until there is one. */
        private Instant latest(Instant first, Instant now) {
            for (var back = Duration.ofMinutes(1); now.minus(back).isAfter(first); back = back.multipliedBy(2)) {
                var times = times(now.minus(back), now);
                if (times.due() != null) {
                    return times.due();
                }
            }
            return first;
        }

        private @Nullable Instant next(Instant after) {
            var time = after.atZone(zone).truncatedTo(ChronoUnit.MINUTES).plusMinutes(1);
            var last = time.plusYears(YEARS_AHEAD);
            while (time.isBefore(last)) {
                var later = skip(time);
                if (later == null) {
                    return time.toInstant();
                }
                time = later;
            }
            return null;
        }

        /** The next time worth a look; null when this one matches. */
        private @Nullable ZonedDateTime skip(ZonedDateTime time) {
            if (!month.matches(time.getMonthValue())) {
                return time.truncatedTo(ChronoUnit.DAYS).withDayOfMonth(1).plusMonths(1);
            }
            if (!matchesDay(time)) {
                return time.truncatedTo(ChronoUnit.DAYS).plusDays(1);
            }
            if (!hour.matches(time.getHour())) {
                return time.truncatedTo(ChronoUnit.HOURS).plusHours(1);
            }
            return minute.matches(time.getMinute()) ? null : time.plusMinutes(1);
        }

        private boolean matchesDay(ZonedDateTime time) {
            var ofMonth = day.matches(time.getDayOfMonth());
            var ofWeek = weekday.matches(time.getDayOfWeek().getValue() % 7);
            return (day.any() || weekday.any()) ? (ofMonth && ofWeek) : (ofMonth || ofWeek);
        }
    }
}
